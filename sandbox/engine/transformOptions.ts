import messages from "@pulumi/pulumi/proto/resource_pb.js";

type Request = messages.RegisterResourceRequest;
type Options = messages.TransformResourceOptions;

/** The options of a registration as a transform gets them. */
export function transformOptions(request: Request): Options {
  const options = new messages.TransformResourceOptions();
  options.setDependsOnList(request.getDependenciesList());
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setVersion(request.getVersion());
  options.setAliasesList(request.getAliasesList());
  options.setProvider(request.getProvider());
  options.setCustomTimeouts(request.getCustomtimeouts());
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  options.setDeletedWith(request.getDeletedwith());
  options.setReplaceWithList(request.getReplaceWithList());
  options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  options.setHooks(request.getHooks());
  options.setImport(request.getImportid());
  if (request.hasProtect()) options.setProtect(request.getProtect() === true);
  if (request.hasRetainondelete()) options.setRetainOnDelete(request.getRetainondelete() === true);
  if (request.getDeletebeforereplacedefined()) {
    options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  }
  for (const [name, provider] of request.getProvidersMap().entries()) {
    options.getProvidersMap().set(name, provider);
  }
  return options;
}

/** Takes over what a transform made of the options. */
export function setOptions(request: Request, options: Options): void {
  request.setDependenciesList(options.getDependsOnList());
  request.setIgnorechangesList(options.getIgnoreChangesList());
  request.setReplaceonchangesList(options.getReplaceOnChangesList());
  request.setVersion(options.getVersion());
  request.setAliasesList(options.getAliasesList());
  request.setProvider(options.getProvider());
  request.setCustomtimeouts(options.getCustomTimeouts());
  request.setPlugindownloadurl(options.getPluginDownloadUrl());
  request.setDeletedwith(options.getDeletedWith());
  request.setReplaceWithList(options.getReplaceWithList());
  request.setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList());
  request.setHooks(options.getHooks());
  request.setImportid(options.getImport());
  if (options.hasProtect()) request.setProtect(options.getProtect() === true);
  else request.clearProtect();
  if (options.hasRetainOnDelete()) request.setRetainondelete(options.getRetainOnDelete() === true);
  else request.clearRetainondelete();
  request.setDeletebeforereplacedefined(options.hasDeleteBeforeReplace());
  request.setDeletebeforereplace(options.getDeleteBeforeReplace() === true);
  request.getProvidersMap().clear();
  for (const [name, provider] of options.getProvidersMap().entries()) {
    request.getProvidersMap().set(name, provider);
  }
}
