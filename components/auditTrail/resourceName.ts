/**
 * What the trail of this name, and its log group, are called in the state. One of another name is another resource, not
 * one that replaces it: where an update ends in between, the engine has the former by its own name, and giving that name
 * back finds it. What is replaced waits for its deletion instead, by an id that is made of the name: made anew, it would go.
 */
export function resourceName(component: string, trailName: string): string {
  return trailName === component ? component : `${component}/${trailName}`;
}
