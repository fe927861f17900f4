export type NameLength = { kind: "fine" } | { kind: "near" | "over"; text: string };

/** How a text stands to the most characters that it may have. Spaces around it do not count: they are not kept. */
export function nameLength(text: string, max: number): NameLength {
  const { length } = text.trim();
  if (length > max) {
    return { kind: "over", text: `${length} of ${max} characters: ${length - max} too many` };
  }
  return length >= max * 0.8 ? { kind: "near", text: `${length} of ${max} characters` } : { kind: "fine" };
}

export function isTooLong(text: string, max: number): boolean {
  return nameLength(text, max).kind === "over";
}
