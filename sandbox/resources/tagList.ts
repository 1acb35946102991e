interface Tag {
  Key: string;
  Value: string;
}

/** Tags as AWS takes them. */
export function tagList(tags: unknown): Tag[] {
  return Object.entries((tags ?? {}) as Record<string, string>).map(([Key, Value]) => ({
    Key,
    Value,
  }));
}

/** Tags as the provider has them. */
export function tagMap(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}
