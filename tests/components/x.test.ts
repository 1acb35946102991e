import { deploy } from "./deploy.ts";
it("x", async () => {
  const d = await deploy(({ AccessGroup, PermissionSet }, where) => {
    const set = new PermissionSet("builder", { ...where, description: "d", sessionDuration: "PT8H", relayState: "https://x.y", managedPolicies: ["PowerUserAccess"], customerManagedPolicies: [{name: "boundary", path: "/team/"}], inlinePolicy: "{}", permissionsBoundary: { customerManagedPolicy: {name: "boundary", path: "/team/"}}, tags: { a: "b" } });
    const g = new AccessGroup("g", { ...where, administrators: true, members: { ada: { user: { userName: "ada", givenName: "Ada", familyName: "L" }, aliases: ["ad"] } }, access: { builder: { permissionSetArn: set.arn, accounts: { p: "111111111111" }, aliases: ["b"] } } });
    return { arn: set.arn, groupId: g.groupId };
  });
  console.log(JSON.stringify(d.resources, null, 1), d.diagnostics, d.outputs);
});
