/** The attributes that say something. */
export function given<T extends Readonly<Record<string, string | undefined>>>(
  attributes: T,
): { [Key in keyof T]?: string } {
  return Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== undefined && value !== ""),
  ) as { [Key in keyof T]?: string };
}
