import { counted } from "#app/_lib/counted.ts";
import type { PeerOverview } from "#server/contract/peer.ts";

/** How much is marked, and by whom something is missing: `4 of 6 marks given. Missing: First Learner (2).` */
export function missingText(works: PeerOverview["works"], isOver: boolean): string {
  const marks = works.flatMap((work) => work.marks);
  const missing = new Map<string, number>();
  for (const { reviewer, points } of marks) {
    if (points !== null) continue;
    const name = reviewer ?? "somebody who is gone";
    missing.set(name, (missing.get(name) ?? 0) + 1);
  }
  const done = `${marks.filter(({ points }) => points !== null).length} of ${counted(marks.length, "mark")} given.`;
  if (missing.size === 0) return done;
  const names = [...missing].map(([name, count]) => `${name} (${count})`).join(", ");
  return `${done} ${isOver ? "Missing" : "Still to come"}: ${names}.`;
}
