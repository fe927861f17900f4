import type { FetchedJob } from "#server/jobs/jobs.ts";
import { scoreSubmissionJob } from "#server/jobs/score-submission.ts";
import { enqueueScorings, giveUpLostScorings } from "#server/services/submission/enqueue.ts";
import { keepTraits } from "#server/services/competition/keep-traits.ts";
import { placeEntries } from "#server/services/competition/place-entries.ts";
import { failScoring, finishScoring } from "#server/services/submission/finish.ts";
import { loadScoring, type ScoringToDo } from "#server/services/submission/load.ts";
import { MODEL_DROPPED } from "#server/services/storage/model-dropped.ts";
import { defineHandler, type WorkOptions } from "../../host/define-handler.ts";
import { passOn } from "../../host/pass-on.ts";
import type { ResidentPool } from "../../host/resident-pool.ts";
import type { TaskEnd } from "../../host/run-task.ts";
import type { WorkerContext } from "../../worker-context.ts";
import { hiddenTargetsOf } from "./hidden-targets.ts";
import { scoreMessages, type ScoreEnd } from "./messages.ts";

type ScoreJob = FetchedJob<{ submissionId: string }>;

export const scoreSubmissionHandler = defineHandler({
  definition: scoreSubmissionJob,
  work: scoreSubmission,
  tidy: ({ db, jobs, datasets, files }) => [
    [enqueueScorings({ db, jobs }), "submissions whose run has ended could not be queued"],
    [giveUpLostScorings({ db }), "lost scorings could not be looked for"],
    [
      placeEntries({ db, hiddenTargets: hiddenTargetsOf(datasets) }),
      "entries could not be put on their boards",
    ],
    [keepTraits({ db, files }), "entries could not be made comparable"],
  ],
});

async function scoreSubmission(context: WorkerContext, job: ScoreJob, options: WorkOptions): Promise<void> {
  const { db, jobs, logger } = context;
  const claim = { submissionId: job.payload.submissionId, jobId: job.id, attempt: job.attempt };
  const todo = await loadScoring(db, claim);
  if (todo === null) {
    await jobs.complete(job);
    return;
  }
  const { model, known } = todo;
  if (model === null) {
    await failScoring(db, claim, `${MODEL_DROPPED} Train it again and hand that in.`);
  } else if (known === null) {
    const asked = await ask(context, { todo, key: model.key, ...options });
    const { end = null, isLeft = false } = asked ?? {};
    if (await passOn(context, job, { end, isLeft, lost: options.lost })) return;
    if (asked === null) {
      await failScoring(db, claim, "The network's or the dataset's files are gone from the server.");
    } else if (asked.end.kind === "scored") {
      const { evaluation, answers } = asked.end;
      const kept = answers === null ? null : Buffer.from(answers, "base64");
      await finishScoring(db, claim, { weightsSha256: model.sha256, evaluation, answers: kept });
    } else {
      await failScoring(db, claim, failureOf(asked.end));
    }
    logger.info({ ...claim, end: asked?.end.kind ?? "gone" }, "scored a submission");
  } else {
    await finishScoring(db, claim, { weightsSha256: model.sha256, evaluation: known, answers: null });
  }
  // What this did not place, a later look around does.
  await placeEntries({ db, hiddenTargets: hiddenTargetsOf(context.datasets) }).catch((error: unknown) => {
    logger.error({ err: error, ...claim }, "entries could not be put on their boards");
  });
  await jobs.complete(job);
}

type Asking = { todo: ScoringToDo; key: string } & WorkOptions;

/** @returns null where a file is not there. */
async function ask(
  { scorers, threads, datasets, files }: WorkerContext,
  { todo, key, lost, onStart }: Asking,
): Promise<{ end: TaskEnd<ScoreEnd>; isLeft: boolean } | null> {
  const [model, dataset] = await Promise.all([
    files.localCopy(key),
    datasets.localFolder(todo.datasetVersionId),
  ]);
  try {
    if (model === null || dataset === null) return null;
    const left = new AbortController();
    onStart({ subjectId: null, recheck: () => undefined, giveBack: () => left.abort() });
    // Alone it takes the whole machine.
    const share = shareOf(threads, scorers);
    const task = { modelFile: model.file, datasetDir: dataset.folder, loss: todo.loss, threads: share };
    const end = await scorers.ask(scoreMessages, task, AbortSignal.any([lost, left.signal]));
    return { end, isLeft: left.signal.aborted && end.kind === "killed" };
  } finally {
    await Promise.all([model?.release(), dataset?.release()]);
  }
}

/** What one that comes now computes with: those behind it wait and need none. */
export function shareOf(threads: number, { asked, size }: Pick<ResidentPool, "asked" | "size">): number {
  return Math.max(1, Math.floor(threads / Math.min(asked() + 1, size)));
}

function failureOf(end: Exclude<TaskEnd<ScoreEnd>, ScoreEnd>): string {
  switch (end.kind) {
    case "failed":
    case "crashed":
      return end.failure.message;
    case "ended-outside":
      return `The process that asked the network was ended from outside (${end.signal}).`;
    case "cancelled":
    case "killed":
      return "It was stopped before it was done.";
  }
}
