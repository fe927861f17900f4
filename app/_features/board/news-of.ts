import { formatRank } from "#models/tasks/format-rank.ts";
import { taskOf } from "#models/tasks/index.ts";
import type { RunSummary } from "#server/contract/run.ts";

type News = { key: string; person: RunSummary["startedBy"]; text: string; at: string };

/** What happened last to each run, the newest first. Who gave up or failed is not put on the wall. */
export function newsOf(runs: readonly RunSummary[]): News[] {
  return runs
    .flatMap((run): News[] => {
      const { score } = taskOf(run.target).ranking(run.target);
      const person = run.startedBy;
      if (run.state === "finished" && run.finishedAt !== null) {
        const text = run.isScoreHidden
          ? `finished ${run.name}`
          : `reached ${formatRank(score, run.score)} with ${run.name}`;
        return [{ key: `${run.id} finished`, person, text, at: run.finishedAt }];
      }
      if (run.state === "running" && run.startedAt !== null) {
        return [{ key: `${run.id} running`, person, text: `trains ${run.name}`, at: run.startedAt }];
      }
      if (run.state === "queued") {
        return [{ key: `${run.id} queued`, person, text: `queued ${run.name}`, at: run.createdAt }];
      }
      return [];
    })
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
}
