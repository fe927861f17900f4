import type { Page } from "@playwright/test";
import { builderOf } from "../support/builder.ts";
import { joinAs, mintCohort, startTraining } from "../support/cohort.ts";
import { DESKTOP, keepPicture, PHONE } from "../support/keep-picture.ts";
import type { Person } from "../support/person.ts";
import { untilEpochs, untilState } from "../support/runs.ts";
import { expect, test } from "../support/test.ts";

const SCHEMES = ["light", "dark"] as const;

test("pictures of a class at work", async ({ open }) => {
  const cohort = await mintCohort("Computer Vision 101");
  const { id: cohortId, learner } = cohort;
  const base = `/cohorts/${cohortId}`;
  const others: [name: string, presetId: string, epochs: number][] = [
    ["Second Learner", "lenet-64", 8],
    ["Third Learner", "tiny-cnn", 12],
    ["Fourth Learner", "dense-only", 8],
  ];
  for (const [name, presetId, epochs] of others) {
    const person = await joinAs(cohort, name);
    const run = await startTraining(person, cohortId, {
      presetId,
      epochs,
      name: presetId,
      flipHorizontal: true,
    });
    await untilState(person, run.id, ["finished"]);
  }
  const design = await learner.api.design.create.mutate({
    cohortId,
    name: "Lecture CNN",
    presetId: "lecture-cnn",
  });
  for (const colorScheme of SCHEMES) {
    const page = await open(learner, { ...DESKTOP, colorScheme, path: `${base}/designs/${design.id}` });
    await builderOf(page).block("conv2d_2").click();
    await expect(builderOf(page).totals).toContainText("295,018");
    await keepPicture(page, `builder-${colorScheme}`);
  }

  const run = await startTraining(learner, cohortId, {
    presetId: "lecture-cnn",
    name: "Lecture CNN",
    epochs: 14,
    flipHorizontal: true,
    flipVertical: true,
  });
  const runPath = `${base}/runs/${run.id}`;
  await untilEpochs(learner, run.id, 8);
  await keepRun("run-live", learner, open, runPath);
  await untilState(learner, run.id, ["finished"]);
  await keepRun("run-finished", learner, open, runPath);
  for (const colorScheme of SCHEMES) {
    const page = await open(learner, { ...DESKTOP, colorScheme, path: runPath });
    await keepPicture(page.getByRole("region", { name: "Confusion matrix" }), `confusion-${colorScheme}`);
    await page.goto(`${base}/leaderboard`);
    await expect(page.getByRole("table", { name: "Leaderboard" }).getByRole("row")).toHaveCount(5);
    await keepPicture(page, `leaderboard-${colorScheme}`);
  }
  const phone = await open(learner, { ...PHONE, colorScheme: "light", path: `${base}/leaderboard` });
  await expect(phone.getByRole("table", { name: "Leaderboard" }).getByRole("row")).toHaveCount(5);
  await keepPicture(phone, "leaderboard-phone");
});

type Open = (person: Person, options: object) => Promise<Page>;

async function keepRun(name: string, person: Person, open: Open, path: string): Promise<void> {
  const looks = [
    ...SCHEMES.map((colorScheme) => ({ look: colorScheme, options: { ...DESKTOP, colorScheme } })),
    { look: "phone", options: { ...PHONE, colorScheme: "light" } },
  ];
  for (const { look, options } of looks) {
    const page = await open(person, { ...options, path });
    await expect(page.getByText("Validation", { exact: true }).first()).toBeVisible();
    if (name === "run-finished") await expect(page.getByRole("region", { name: "Score" })).toBeVisible();
    await keepPicture(page, `${name}-${look}`);
    await page.context().close();
  }
}
