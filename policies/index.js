const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  throw new Error(
    `this policy pack needs Node.js 22.18 or later, but runs on ${process.versions.node}; put a later one first on PATH`,
  );
}
// Not imported above, since an older Node.js would fail before it can say why.
import("./serve.ts");
