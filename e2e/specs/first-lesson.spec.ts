import { endTraining, joinAs, startTraining } from "../support/cohort.ts";
import { expect, test } from "../support/test.ts";

test("an instructor's first lesson: the wall, a latecomer, the desk, the queue, and the tables afterwards", async ({
  open,
  cohort,
}) => {
  const { instructor, learner } = cohort;
  const base = `/cohorts/${cohort.id}`;

  // Before anybody has trained, the wall says how to join.
  const wall = await open(instructor, { path: `${base}/leaderboard?projector` });
  await expect(wall.getByText(cohort.joinCode)).toBeVisible();
  await expect(wall.getByRole("img", { name: /^QR code of .*\/join\// })).toBeVisible();
  await expect(wall.getByText("The first place is free.")).toBeVisible();

  // Who follows the link is told whose class it is before making an account.
  const stranger = await open(null, { path: `/join/${cohort.joinCode}` });
  await expect(stranger.getByText(cohort.name)).toBeVisible();
  await expect(stranger.getByText(`taught by ${instructor.name}`)).toBeVisible();
  await expect(stranger.getByRole("link", { name: "Make an account and join" })).toBeVisible();

  const latecomer = await joinAs(cohort, "Late Learner");
  await latecomer.api.design.create.mutate({ cohortId: cohort.id, name: "Secret sketch" });
  await open(learner, { path: base });
  const desk = await open(instructor, { path: `${base}/desk` });
  await expect(desk.getByText("1 of 2 learners here")).toBeVisible();
  const late = desk.getByRole("row", { name: /Late Learner/ });
  await expect(late.getByRole("cell", { name: /^Away/ })).toBeVisible();
  await late.getByRole("link", { name: "Secret sketch" }).click();
  await expect(desk.getByText("View only")).toBeVisible();

  // One trains for long, the others wait, and the wall shows it.
  const long = await startTraining(instructor, cohort.id, { name: "The long one", epochs: 200 });
  await expect
    .poll(async () => (await instructor.api.run.get.query({ runId: long.id })).state)
    .toBe("running");
  await expect(wall.getByRole("article", { name: "The long one" })).toBeVisible();
  await startTraining(learner, cohort.id, { name: "First in line" });
  await startTraining(latecomer, cohort.id, { name: "Second in line" });
  await desk.goto(`${base}/queue`);
  const queue = desk.getByRole("list", { name: "Queue" });
  const waiting = () => queue.getByText(/in line$/).allInnerTexts();
  await expect.poll(waiting).toEqual(["First in line", "Second in line"]);
  await desk.getByRole("button", { name: "Second in line: one up" }).click();
  await expect.poll(waiting).toEqual(["Second in line", "First in line"]);
  await desk.getByRole("button", { name: "Pause First in line" }).click();
  await expect.poll(waiting).toEqual(["Second in line"]);
  await desk.getByRole("button", { name: "Cancel Second in line" }).click();
  await desk.getByRole("alertdialog").getByRole("button", { name: "Cancel run" }).click();
  await expect.poll(waiting).toEqual([]);

  // A learner sees the queue and cannot move anything in it, nor open the desk.
  const learning = await open(learner, { path: `${base}/queue` });
  await expect(learning.getByText("The long one")).toBeVisible();
  await expect(learning.getByRole("button", { name: "Pause The long one" })).toHaveCount(0);
  await learning.goto(`${base}/desk`);
  await expect(learning.getByText("This page is for instructors")).toBeVisible();

  await desk.goto(`${base}/desk`);
  await desk.getByRole("button", { name: "Tables" }).click();
  const download = desk.waitForEvent("download");
  await desk.getByRole("menuitem", { name: "Members" }).click();
  expect((await download).suggestedFilename()).toMatch(/members.*\.csv$/);
  await endTraining(instructor, cohort.id);
});
