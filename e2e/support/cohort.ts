import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { signUpPerson, type Person } from "./person.ts";

export type Cohort = { id: string; name: string; joinCode: string; instructor: Person; learner: Person };

export async function mintCohort(name: string): Promise<Cohort> {
  const [instructor, learner] = await Promise.all([
    signUpPerson("Class Instructor"),
    signUpPerson("First Learner"),
  ]);
  const { id, joinCode } = await instructor.api.cohort.create.mutate({ name });
  if (joinCode === null) throw new Error("The instructor was shown no join code");
  await learner.api.cohort.join.mutate({ code: joinCode });
  return { id, name, joinCode, instructor, learner };
}

/** One more learner of the cohort. */
export async function joinAs(cohort: Cohort, name: string): Promise<Person> {
  const person = await signUpPerson(name);
  await person.api.cohort.join.mutate({ code: cohort.joinCode });
  return person;
}

type TrainOptions = Partial<HyperParameters> & { name?: string; presetId?: string };

/** Queues the training of a preset, as Train does in the builder. */
export async function startTraining(
  person: Person,
  cohortId: string,
  { name = "Tiny", presetId = "tiny-cnn", ...settings }: TrainOptions = {},
): Promise<RunDetails> {
  const design = await person.api.design.create.mutate({ cohortId, name, presetId });
  return person.api.run.start.mutate({
    cohortId,
    designId: design.id,
    revision: design.revision,
    hyperParameters: hyperParameters.parse(settings),
    name,
  });
}

/** Ends what is still under way, so that the next journey does not wait behind it. */
export async function endTraining(person: Person, cohortId: string): Promise<void> {
  const { items } = await person.api.run.list.query({ cohortId, limit: 100 });
  const active = items.filter((run) => ["queued", "running", "paused"].includes(run.state));
  await Promise.all(active.map((run) => person.api.run.cancel.mutate({ runId: run.id })));
}
