const MAX_LENGTH = 80;
const SUFFIX = " (copy)";

/** The name of a copy, as long as a design's name may be. */
export function copyName(name: string): string {
  return `${name.slice(0, MAX_LENGTH - SUFFIX.length).trimEnd()}${SUFFIX}`;
}
