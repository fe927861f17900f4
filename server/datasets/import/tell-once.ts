import type { Refused } from "./pictures/source-file.ts";

export type FaultKind = { reason: string; count: number; names: string[] };

const NAMES = 3;

/** Faults that differ in names and numbers alone are of one kind: each with its first reason, count and first names. */
export function faultKinds(faults: readonly Refused[]): FaultKind[] {
  const kinds = new Map<string, FaultKind>();
  for (const { name, reason } of faults) {
    const key = reason.replaceAll(/"[^"]*"/g, '""').replaceAll(/\d+/g, "0");
    const kind = kinds.get(key) ?? { reason, count: 0, names: [] };
    kind.count += 1;
    if (kind.names.length < NAMES) kind.names.push(name);
    kinds.set(key, kind);
  }
  return [...kinds.values()].toSorted((a, b) => b.count - a.count);
}

const KINDS_TOLD = 3;

/** In one line what is wrong with many: each kind once, by its first, and how many there are of it. */
export function tellOnce(faults: readonly Refused[]): string {
  const kinds = faultKinds(faults);
  const told = kinds.slice(0, KINDS_TOLD).map(({ reason, count, names }) => {
    const others = count - 1;
    const more =
      others === 0
        ? ""
        : ` (and ${others.toLocaleString("en")} ${others === 1 ? "other" : "others"} like it)`;
    return `${names[0]} ${reason}${more}`;
  });
  const untold = kinds.slice(KINDS_TOLD).reduce((sum, { count }) => sum + count, 0);
  return [...told, ...(untold === 0 ? [] : [`${untold.toLocaleString("en")} more cannot be used`])].join(
    "; ",
  );
}
