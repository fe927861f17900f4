/** Five bits each: more than any run of a picture needs. */
const MOST_CHARACTERS = 6;

/**
 * Run lengths as COCO's compressed form has them (`rleFrString` of pycocotools' maskApi.c): five bits a character from "0" on, the
 * lowest first, a sixth bit while more follow, the sign in the last; from the fourth on each as what it differs from the last but one.
 * @returns null for what is no such text.
 */
export function readCompressedRuns(text: string): number[] | null {
  const runs: number[] = [];
  let place = 0;
  while (place < text.length) {
    let value = 0;
    for (let length = 0; ; length += 1) {
      const bits = text.charCodeAt(place) - 48;
      // Beyond the text it is not a number.
      if (!(bits >= 0 && bits < 64) || length === MOST_CHARACTERS) return null;
      place += 1;
      value |= (bits & 31) << (5 * length);
      if ((bits & 32) !== 0) continue;
      if ((bits & 16) !== 0) value |= -1 << (5 * (length + 1));
      break;
    }
    const run = value + (runs.length > 2 ? (runs.at(-2) ?? 0) : 0);
    if (run < 0) return null;
    runs.push(run);
  }
  return runs;
}
