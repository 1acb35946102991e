const Module = require("node:module");

/** What Pulumi's SDK loads to serialize functions, which no program of ours does: a seventh of an idle run of the engine. */
const LOADED_BY = {
  typescript: /@pulumi\/pulumi\/typescript-shim\.js$/,
  "@npmcli/arborist": /@pulumi\/pulumi\/runtime\/closure\/codePaths\.js$/,
};
const load = Module._load;

// Loaded when something asks for a part of it, as ever.
Module._load = function (request, parent, isMain) {
  if (!Object.hasOwn(LOADED_BY, request) || !LOADED_BY[request].test(parent?.filename)) {
    return load.call(this, request, parent, isMain);
  }
  const get = (_, name) => name === "__esModule" || load.call(this, request, parent, isMain)[name];
  return new Proxy({}, { get });
};
