import { startTraining } from "../support/cohort.ts";
import { untilState } from "../support/runs.ts";
import { expect, test } from "../support/test.ts";

test("an instructor's overview, list and projector say of a learner's run what its page says", async ({
  cohort,
  open,
}) => {
  const { learner, instructor, id: cohortId } = cohort;
  const base = `/cohorts/${cohortId}`;
  const running = await startTraining(learner, cohortId, {
    epochs: 40,
    batchSize: 1,
    presetId: "vgg-small",
    name: "Slow one",
  });
  const next = await startTraining(learner, cohortId, { epochs: 1, name: "Next one" });
  const mine = await open(learner, { path: `${base}/runs/${running.id}` });
  const overview = await open(instructor, { path: base });
  const list = await open(instructor, { path: `${base}/runs` });
  const board = await open(instructor, { path: `${base}/leaderboard` });
  await board.getByRole("button", { name: "Projector" }).click();
  const beside = [
    overview.getByRole("listitem").filter({ hasText: "Slow one" }),
    list.getByRole("listitem").filter({ hasText: "Slow one" }),
    // Beside it stand the latest changes, which name the run as well.
    board.getByRole("dialog").getByRole("listitem").filter({ hasText: "First Learner · Slow one" }),
  ];
  await expect(mine.getByRole("status", { name: "Run" })).toHaveText("Epoch 1 of 40");
  for (const row of beside) {
    await expect(row).toContainText("Epoch 1 of 40");
    await expect(row).toContainText(/\d+\.\d\s%/);
    await expect(row).toContainText("accuracy so far");
    await expect(row).toContainText(/\d (s|min|h) left|\d+\.\d h left/);
  }
  for (const page of [overview, list, board]) {
    const waiting = page.getByRole("listitem").filter({ hasText: "Next one" });
    await expect(waiting.filter({ hasText: "Queued, this one is next" })).toBeVisible();
  }

  await mine.getByRole("button", { name: "Pause" }).click();
  await expect(mine.getByRole("status", { name: "Run" })).toHaveText("Paused");
  for (const row of beside.slice(0, 2)) await expect(row).toContainText("Paused");
  await expect(beside[2]!).toBeHidden();

  await untilState(learner, next.id, ["finished"]);
  await list.getByRole("searchbox", { name: "Search by name or person" }).fill("next");
  await expect(list).toHaveURL(/\?q=next$/);
  await list.reload();
  await expect(list.getByRole("link", { name: "Next one" })).toBeVisible();
  await expect(list.getByRole("link", { name: "Slow one" })).toBeHidden();
  await list.getByRole("button", { name: "Clear filters" }).click();
  for (const name of ["Slow one", "Next one"]) {
    await list.getByRole("checkbox", { name: `Choose ${name}` }).check();
  }
  await list.getByRole("link", { name: "Compare" }).click();
  await expect(list.getByRole("figure", { name: /^Loss of 2 runs/ })).toBeVisible();
  const settings = list.getByRole("table", { name: "Settings" });
  await expect(settings.getByRole("row").filter({ hasText: /^Epochs, differs/ })).toHaveText(
    "Epochs, differs140",
  );
  const networks = list.getByRole("table", { name: "Networks, layer by layer" });
  await expect(networks.getByRole("row").filter({ hasText: "differs" }).first()).toBeVisible();

  await mine.goto(`${base}/runs/${next.id}`);
  await mine.getByRole("button", { name: "Train again" }).click();
  const form = mine.getByRole("dialog", { name: "Train this network again" });
  await expect(form.getByRole("textbox", { name: "Run name" })).toHaveValue("Next one");
  await expect(form.getByRole("textbox", { name: "Epochs" })).toHaveValue("1");
});
