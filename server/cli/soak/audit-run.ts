import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import type { RunDetails, RunEvent } from "#server/contract/run.ts";

const ENDS = new Set<RunEvent["body"]["kind"]>(["finished", "failed", "cancelled"]);

/** What is wrong with the history of a run that has ended: an empty list is as it should be. */
export function auditRun({ events, state, epochs, attempt }: RunDetails): string[] {
  const problems: string[] = [];
  if (events.some(({ seq }, index) => seq !== index + 1)) problems.push("its events have gaps");
  const ends = events.filter(({ body }) => ENDS.has(body.kind)).length;
  if (ends !== 1) problems.push(`it ended ${ends} times`);
  if (events.at(-1)?.body.kind !== state) problems.push(`it is ${state}, and its last event says otherwise`);
  const history = applyRunEvents(EMPTY_RUN_HISTORY, events);
  const shown = history.epochs.map(({ epoch }) => epoch);
  if (shown.some((epoch, index) => epoch !== index + 1)) problems.push("epochs are missing or out of order");
  if (state === "finished" && shown.length !== epochs) {
    problems.push(`it finished after ${shown.length} of ${epochs} epochs`);
  }
  const done = events.flatMap(({ body }) =>
    body.kind === "epoch" ? [`${body.attempt}:${body.metrics.epoch}`] : [],
  );
  if (new Set(done).size !== done.length) problems.push("one attempt recorded an epoch twice");
  const starts = events.flatMap(({ body }) => (body.kind === "started" ? [body.attempt] : []));
  if (starts.some((number, index) => index > 0 && number <= (starts[index - 1] ?? 0))) {
    problems.push("attempts overlap");
  }
  if (starts.length > 0 && starts.at(-1) !== attempt)
    problems.push("it ended under an attempt that never began");
  return problems;
}

/** Epochs that were done again because the attempt before had not kept them: recorded ones above the next start. */
export function repeatedEpochs(events: readonly RunEvent[]): number {
  let last = 0;
  let repeated = 0;
  for (const { body } of events) {
    if (body.kind === "started") repeated += Math.max(0, last - body.fromEpoch);
    if (body.kind === "started") last = body.fromEpoch;
    if (body.kind === "epoch") last = body.metrics.epoch;
  }
  return repeated;
}
