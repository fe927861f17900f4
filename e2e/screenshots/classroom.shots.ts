import { joinAs, mintCohort, startTraining, type Cohort } from "../support/cohort.ts";
import { publishExercise } from "../support/exercises.ts";
import { DESKTOP, keepPicture, PHONE } from "../support/keep-picture.ts";
import type { Person } from "../support/person.ts";
import { untilState } from "../support/runs.ts";
import { expect, test } from "../support/test.ts";

const levels = (most: number) => [
  { title: "Not yet", points: 0 },
  { title: "In part", points: most / 2 },
  { title: "Well", points: most },
];
const RUBRIC = [
  { id: "argued", title: "The choice of layers is argued", levels: levels(4) },
  { id: "curves", title: "The curves are read", levels: levels(2) },
];

test("pictures of a lesson with exercises", async ({ open }) => {
  const cohort = await mintCohort("Computer Vision 101");
  const { instructor, learner } = cohort;
  const first = await publishExercise(cohort, "beat-85", {
    dueAt: "2026-12-18T22:59:00.000Z",
    content: { rubric: RUBRIC },
  });
  const second = await publishExercise(cohort, "small-network", {
    dueAt: "2027-01-15T22:59:00.000Z",
    content: { rubric: RUBRIC },
  });
  await publishExercise(cohort, "fix-network", {
    dueAt: "2026-11-20T22:59:00.000Z",
    content: { rubric: RUBRIC },
  });
  const others = await Promise.all(
    ["Second Learner", "Third Learner", "Fourth Learner"].map((name) => joinAs(cohort, name)),
  );
  const own = await handIn(cohort, learner, first);
  for (const person of others.slice(0, 2)) await handIn(cohort, person, first);
  await grade(instructor, await handIn(cohort, learner, second), false);
  await grade(instructor, own, true);
  await learner.api.submission.discuss.mutate({
    submissionId: own,
    text: "I describe both curves below the second figure. Does that count?",
  });

  const book = await open(instructor, { ...DESKTOP, path: `/cohorts/${cohort.id}/gradebook` });
  await expect(book.getByText(/^Draft/)).toBeVisible();
  await keepPicture(book, "classroom-gradebook");
  await book.goto(`/cohorts/${cohort.id}/submissions/${own}`);
  await expect(book.getByText("Question open").first()).toBeVisible();
  await keepPicture(book, "classroom-submission");
  for (const [look, options] of [["desktop", DESKTOP] as const, ["phone", PHONE] as const]) {
    const page = await open(learner, { ...options, path: `/cohorts/${cohort.id}/exercises/${first}` });
    await expect(page.getByRole("list", { name: "Your submissions" })).toBeVisible();
    await keepPicture(page, `classroom-exercise-${look}`);
  }
});

async function handIn({ id: cohortId }: Cohort, person: Person, exerciseId: string): Promise<string> {
  const { id: runId } = await startTraining(person, cohortId, { name: "Three stages", epochs: 3 });
  await untilState(person, runId, ["finished"]);
  const { id } = await person.api.submission.submit.mutate({ exerciseId, runId });
  await expect(async () => {
    const { state } = await person.api.submission.get.query({ submissionId: id });
    expect(state).toBe("scored");
  }).toPass();
  return id;
}

async function grade({ api }: Person, submissionId: string, isReleased: boolean): Promise<void> {
  await api.submission.grade.mutate({
    submissionId,
    isReleased,
    points: 0,
    levels: { argued: 2, curves: 1 },
    comment: "A small network, and you say why it is small.",
    pins: [
      { anchor: { kind: "epoch", epoch: 3 }, text: "Both curves still fall here: what does that tell you?" },
      { anchor: { kind: "cell", actual: "River", predicted: "Highway" }, text: "Both are long and thin." },
    ],
  });
}
