/** `open`: somebody who grades has to answer. `answered`: it goes on as the learner likes. The outcomes end it. */
export type RegradeState = "open" | "answered" | "changed" | "kept";

type Message = { isOfLearner: boolean; outcome: "changed" | "kept" | null };

/** @param thread the oldest first. @returns null where nothing was asked. */
export function regradeState(thread: readonly Message[]): RegradeState | null {
  const last = thread.at(-1);
  if (last === undefined) return null;
  // Asking again opens what was ended.
  return last.isOfLearner ? "open" : (last.outcome ?? "answered");
}
