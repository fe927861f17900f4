import type { NetworkDiff } from "#models/graph/diff.ts";

/** `1 layer added, 2 changed`: how one network differs from another, in a few words. */
export function describeDiff({ added, removed, changed, isRewired }: NetworkDiff): string {
  const counts = [
    [added.length, "added"],
    [removed.length, "removed"],
    [changed.length, "changed"],
  ] as const;
  const told = counts
    .filter(([count]) => count > 0)
    .map(([count, what], place) =>
      place === 0 ? `${count} ${count === 1 ? "layer" : "layers"} ${what}` : `${count} ${what}`,
    );
  if (told.length === 0) return isRewired ? "other connections" : "the same network";
  return told.join(", ");
}
