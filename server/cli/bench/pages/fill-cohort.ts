import { DEMO_INSTRUCTOR, DEMO_LEARNERS } from "#db/demo-accounts.ts";
import { DEMO_PASSWORD } from "#models/cohorts/demo-password.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import { signIn, type Person } from "../person.ts";
import type { Product } from "../product.ts";
import { waitFor } from "../train-in-page.ts";

const PRESETS = ["tiny-cnn", "lecture-cnn", "mobilenet-small"];
const TEMPLATE = "lecture-network";
const EPOCHS = 4;
const TRAINING_LIMIT_MS = 300_000;

export type FilledCohort = {
  /** Of the instructor. */
  cookie: string;
  cohortId: string;
  designId: string;
  runId: string;
  otherRunId: string;
  exerciseId: string;
  datasetId: string;
};

/** Designs, an exercise and a finished run of each of two people in the demo cohort, as after a first lesson. */
export async function fillCohort(product: Product, signal: AbortSignal): Promise<FilledCohort> {
  const [instructor, learner] = await Promise.all(
    [DEMO_INSTRUCTOR.email, DEMO_LEARNERS[0]?.email ?? ""].map((email) =>
      signIn(product.url, { email, password: DEMO_PASSWORD }),
    ),
  );
  const [cohort] = (await instructor?.api.cohort.list.query()) ?? [];
  if (instructor === undefined || learner === undefined || cohort === undefined) {
    throw new Error("There is no demo cohort to show");
  }
  const cohortId = cohort.id;
  const designs = await Promise.all(
    PRESETS.map((presetId) => instructor.api.design.create.mutate({ cohortId, name: presetId, presetId })),
  );
  const runIds = [await train(instructor, cohortId), await train(learner, cohortId)];
  await waitFor("the runs to end", async () => areOver(instructor, runIds), {
    signal,
    limitMs: TRAINING_LIMIT_MS,
  });
  const exercise = await instructor.api.exercise.create.mutate({
    cohortId,
    from: { kind: "template", id: TEMPLATE },
  });
  const { items } = await instructor.api.run.list.query({ cohortId });
  const [run, other] = runIds.map((runId) =>
    items.find(({ id, state }) => id === runId && state === "finished"),
  );
  const design = designs.find(({ name }) => name === "lecture-cnn");
  const { datasets } = await instructor.api.dataset.list.query({ cohortId });
  const dataset = datasets.find(({ versionId }) => versionId !== null);
  if (run === undefined || other === undefined || design === undefined || dataset === undefined) {
    throw new Error("The demo cohort could not be filled");
  }
  return {
    cookie: instructor.cookie,
    cohortId,
    designId: design.id,
    runId: run.id,
    otherRunId: other.id,
    exerciseId: exercise.id,
    datasetId: dataset.id,
  };
}

async function train({ api }: Person, cohortId: string): Promise<string> {
  const design = await api.design.create.mutate({ cohortId, name: "Trained", presetId: "tiny-cnn" });
  const run = await api.run.start.mutate({
    cohortId,
    designId: design.id,
    revision: design.revision,
    hyperParameters: hyperParameters.parse({ epochs: EPOCHS }),
    name: "Trained",
  });
  return run.id;
}

async function areOver({ api }: Person, runIds: readonly string[]): Promise<true | undefined> {
  const runs = await Promise.all(runIds.map((runId) => api.run.get.query({ runId })));
  return runs.every(({ state }) => state !== "queued" && state !== "running") ? true : undefined;
}
