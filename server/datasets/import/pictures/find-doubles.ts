import { hashDistance, likeness, type PicturePrint } from "./picture-print.ts";

/** Bits of the difference hash that may differ, and how alike the small pictures must be beyond that. */
const NEAR_BITS = 10;
const NEAR_LIKENESS = 0.975;
/** Of 255: a picture and its negative-bright copy are not the same picture. */
const NEAR_MEAN = 24;

/** Looked at before giving up: pictures of one scene look alike by the thousand. */
const MOST_COMPARISONS = 30_000_000;

/** Only pictures that share a band are compared: all that differ in four bits do, and most that differ in ten. */
const BANDS = 5;

export type Printed = { sha256: string; print: PicturePrint };

/** Groups of two and more pictures, by index, whose pixels are the same. */
export function findExact(pictures: readonly Printed[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [index, { sha256 }] of pictures.entries()) {
    const group = groups.get(sha256);
    if (group === undefined) groups.set(sha256, [index]);
    else group.push(index);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Groups of pictures that look the same and are not; of pictures with the same pixels the first stands for all. */
export function findNear(
  pictures: readonly Printed[],
  mostComparisons = MOST_COMPARISONS,
): { groups: number[][]; isComplete: boolean } {
  const parent = pictures.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at;
      at = parent[at] ?? at;
    }
    return at;
  };
  let left = mostComparisons;
  for (const bucket of bucketsOf(pictures)) {
    for (let second = 1; second < bucket.length; second += 1) {
      for (let first = 0; first < second; first += 1) {
        left -= 1;
        if (left < 0) return { groups: gather(pictures, root), isComplete: false };
        const [a, b] = [bucket[first] ?? 0, bucket[second] ?? 0];
        const [rootOfA, rootOfB] = [root(a), root(b)];
        if (rootOfA !== rootOfB && isNear(pictures[a], pictures[b])) {
          parent[Math.max(rootOfA, rootOfB)] = Math.min(rootOfA, rootOfB);
        }
      }
    }
  }
  return { groups: gather(pictures, root), isComplete: true };
}

function isNear(a: Printed | undefined, b: Printed | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (hashDistance(a.print, b.print) > NEAR_BITS || Math.abs(a.print.mean - b.print.mean) > NEAR_MEAN)
    return false;
  return likeness(a.print, b.print) >= NEAR_LIKENESS;
}

function bucketsOf(pictures: readonly Printed[]): number[][] {
  const seen = new Set<string>();
  const buckets = new Map<number, number[]>();
  for (const [index, { sha256, print }] of pictures.entries()) {
    if (print.isEven || seen.has(sha256)) continue;
    seen.add(sha256);
    for (let band = 0; band < BANDS; band += 1) {
      const key = bandOf(print, band);
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, [index]);
      else bucket.push(index);
    }
  }
  return [...buckets.values()].filter((bucket) => bucket.length > 1);
}

/** 13 bits of the hash, and which they are: the last band has the 12 that are left. */
function bandOf({ high, low }: PicturePrint, band: number): number {
  const bits = (BigInt(high) << 32n) | BigInt(low);
  return band * 8192 + Number((bits >> BigInt(13 * band)) & 8191n);
}

function gather(pictures: readonly Printed[], root: (index: number) => number): number[][] {
  const groups = new Map<number, number[]>();
  for (let index = 0; index < pictures.length; index += 1) {
    const group = groups.get(root(index));
    if (group === undefined) groups.set(root(index), [index]);
    else group.push(index);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
