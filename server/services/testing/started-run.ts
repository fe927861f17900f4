import { createDesignOf, type Person } from "#db/testing/factories.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import type { Evaluation } from "#models/training/metrics.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { claimRun } from "../run/claim.ts";
import type { Lease } from "../run/lease.ts";
import { startRun } from "../run/start.ts";
import type { TestDeps } from "./test-deps.ts";

/** A run that a person has queued, through the service. */
export async function queuedRun({ deps, as }: TestDeps, cohortId: string, person: Person) {
  const design = await createDesignOf(deps.db, { cohortId, ownerId: person.id });
  return startRun(as(person), {
    cohortId,
    designId: design.id,
    revision: design.revision,
    hyperParameters: DEFAULT_HYPER_PARAMETERS,
  });
}

/** Takes the queue's next job and its run, as a worker does. */
export async function claimNext({ deps }: TestDeps, workerId = "worker-1"): Promise<Lease> {
  const job = await deps.jobs.fetch(trainRunJob);
  if (job === null) throw new Error("The queue is empty");
  const lease = { runId: job.payload.runId, jobId: job.id, attempt: job.attempt };
  const claimed = await claimRun(deps.db, { ...lease, workerId });
  if (claimed === null) throw new Error("The run could not be claimed");
  return lease;
}

/** A score on ten images of two classes. */
export function evaluationOf(accuracy: number, macroF1 = accuracy): Evaluation {
  return {
    count: 10,
    loss: 0.5,
    accuracy,
    accuracyInterval: [0, 1],
    macroF1,
    perClass: ["Forest", "River"].map((className) => ({
      className,
      precision: accuracy,
      recall: accuracy,
      f1: macroF1,
      support: 5,
    })),
    confusion: [
      [5, 0],
      [0, 5],
    ],
  };
}

export function outcomeOf(accuracy: number, macroF1?: number) {
  const score = evaluationOf(accuracy, macroF1);
  return {
    bestEpoch: 1,
    test: score,
    answers: null,
    validation: score,
    mistakes: [],
    activity: null,
    peakMemoryBytes: 123_456_789,
    artifacts: [],
  };
}

export function epochOf(epoch: number) {
  const metrics = {
    epoch,
    train: { loss: 1 / epoch, accuracy: 0.5 },
    validation: { loss: 1, accuracy: 0.5 },
    learningRate: 0.001,
    seconds: 1,
    imagesPerSecond: 500,
  };
  return { metrics, isBest: true };
}
