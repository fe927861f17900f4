/** Of lists and objects in each other: more than any real model has. */
export const MAX_DEPTH = 64;

/** Whether lists and objects of parsed JSON lie in each other more than `levels` deep. */
export function isNestedDeeper(value: unknown, levels: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((each) => (typeof each === "object" && each !== null ? Object.values(each) : []));
  }
  return false;
}
