const module_ = require("node:module");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");

if (!process.features.typescript) {
  throw new Error(
    `the package identity-center needs Node.js 22.18 or newer, and this is ${process.version}; install a newer one, so that it comes first on PATH`,
  );
}

// Pulumi installs npm packages in this folder only, and most of what runs is outside of it: there, names of npm
// packages are looked up from here. Always, so that there is one copy of each.
const entry = pathToFileURL(__filename).href;
const root = new URL("..", entry).href;
module_.registerHooks({
  resolve(specifier, context, next) {
    const { parentURL = "" } = context;
    const isOurs = parentURL.startsWith(root) && !parentURL.includes("/node_modules/");
    const isNpm = /^[@a-z]/i.test(specifier) && !specifier.includes(":");
    return next(specifier, isOurs && isNpm ? { ...context, parentURL: entry } : context);
  },
});

// The same for require.resolve(), which asks no hooks.
process.env.NODE_PATH = join(__dirname, "node_modules");
module_.Module._initPaths();

import("./host.ts")
  .then(({ host }) => host())
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
