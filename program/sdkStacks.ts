/**
 * The SDK reads the stack of each resource's constructor, and its language host has source-map-support look for a source
 * map of each frame. Node.js strips types in place: lines and columns are right without. With 10,000 people that is a
 * twentieth of the program's time.
 */
export function readStacksAsTheyAre(): void {
  Reflect.deleteProperty(Error, "prepareStackTrace");
}
