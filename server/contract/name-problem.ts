import { lineProblem, tidyLine } from "./line-of-text.ts";

export const MAX_NAME_LENGTH = 60;
export const NAME_MISSING = "Enter your name";
export const NAME_TOO_LONG = `A name has at most ${MAX_NAME_LENGTH} characters`;

/** What `displayName` would refuse, for pages that carry no schemas; undefined where it would not. */
export function nameProblem(name: string): string | undefined {
  const tidied = tidyLine(name);
  if (tidied === "") return NAME_MISSING;
  return lineProblem(tidied) ?? (tidied.length > MAX_NAME_LENGTH ? NAME_TOO_LONG : undefined);
}
