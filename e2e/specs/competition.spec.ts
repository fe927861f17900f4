import { joinAs, startTraining } from "../support/cohort.ts";
import type { Person } from "../support/person.ts";
import { untilState } from "../support/runs.ts";
import { expect, test } from "../support/test.ts";

// From an exercise to a reveal: an instructor gives it a board, two learners compete, everybody watches.
test("a competition goes from its opening to a reveal that the whole class sees", async ({
  cohort,
  open,
}) => {
  const { id: cohortId, instructor, learner } = cohort;
  const classmate = await joinAs(cohort, "Second Learner");
  const { id: exerciseId } = await instructor.api.exercise.create.mutate({
    cohortId,
    from: { kind: "blank" },
  });
  const path = `/cohorts/${cohortId}/exercises/${exerciseId}`;

  const desk = await open(instructor, { path });
  await desk.getByRole("button", { name: "Add a board" }).click();
  const dialog = desk.getByRole("dialog", { name: "A board for this exercise" });
  await dialog.getByLabel("Percent of the hidden tiles that the board shows").fill("50");
  await dialog.getByRole("button", { name: "Add the board" }).click();
  await desk.getByRole("button", { name: "Publish" }).click();
  // What moves on the page then moves before the next press, not within it.
  await expect(desk.getByRole("button", { name: "Unpublish" })).toBeVisible();
  await desk.getByRole("link", { name: "Board", exact: true }).click();
  await expect(desk.getByText("The first place is free")).toBeVisible();

  const page = await open(learner, { path: `${path}/board` });
  const enter = async (person: Person, name: string, seed: number) => {
    const { id: runId } = await startTraining(person, cohortId, { name, epochs: 1, seed });
    await untilState(person, runId, ["finished"]);
    await person.api.submission.submit.mutate({ exerciseId, runId });
    return runId;
  };
  const runId = await enter(learner, "Mine", 1);
  // Live, in both browsers.
  for (const each of [page, desk]) {
    await expect(each.getByRole("table", { name: "Board: Accuracy" })).toContainText("Mine");
  }
  await enter(classmate, "Theirs", 2);
  await expect(page.getByRole("table", { name: "Board: Accuracy" })).toContainText("Theirs");
  await page.getByRole("switch", { name: "Mine counts at the reveal" }).click();
  await expect(page.getByRole("switch", { name: "Mine counts at the reveal" })).toBeChecked();

  // Two trainings of one small network: shown to who teaches, who alone has the card.
  await desk.getByRole("button", { name: "Look for them" }).click();
  await expect(desk.getByRole("list", { name: "Entries that are alike" })).toContainText("one and the same");
  await expect(page.getByRole("button", { name: "Look for them" })).toHaveCount(0);

  // Nowhere else is a test score told.
  await page.goto(`/cohorts/${cohortId}/runs/${runId}`);
  await expect(page.getByRole("region", { name: "Score" })).toContainText("hidden until the reveal");
  await page.goto(`/cohorts/${cohortId}/leaderboard`);
  await page.getByRole("link", { name: "Board of the competition" }).click();

  await desk.getByRole("button", { name: "Begin the reveal" }).click();
  await desk.getByRole("button", { name: "Begin", exact: true }).click();
  const order = page.getByRole("list", { name: "Final order" });
  await expect(order.getByText("still covered")).toHaveCount(1);
  await desk.getByRole("button", { name: "Next place" }).click();
  await expect(order.getByText("still covered")).toHaveCount(0);
  await expect(order).toContainText(classmate.name);
  await expect(order).toContainText(learner.name);
  await expect(page.getByText("Revealed", { exact: true })).toBeVisible();
  const result = await learner.api.run.result.query({ runId });
  expect(result?.test).not.toBeNull();
});
