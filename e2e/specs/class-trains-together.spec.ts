import type { Page } from "@playwright/test";
import {
  builderOf,
  dragConnection,
  dragFromPalette,
  dragOntoConnection,
  expectSaved,
} from "../support/builder.ts";
import { shownEpochs } from "../support/epochs.ts";
import { startTraining } from "../support/cohort.ts";
import { freshEmail, signUpPerson } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

const EPOCHS = 10;

async function signUp(page: Page, name: string): Promise<void> {
  await page.goto("/");
  await page.getByRole("main").getByRole("link", { name: "Make an account" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Email", { exact: true }).fill(freshEmail());
  await page.getByLabel("Password", { exact: true }).fill("a-long-enough-password");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByRole("heading", { name: "Your cohorts" })).toBeVisible();
}

test("a learner drags a network together and trains it; the class watches, and the leaderboard moves", async ({
  open,
}) => {
  const instructor = await open(null);
  await signUp(instructor, "Class Instructor");
  await instructor.getByRole("button", { name: "New cohort" }).click();
  await instructor.getByLabel("Cohort name", { exact: true }).fill("Computer Vision, spring");
  await instructor.getByRole("button", { name: "Create cohort" }).click();
  await expect(instructor.getByRole("heading", { name: "Computer Vision, spring", level: 1 })).toBeVisible();
  const code = await instructor.getByText(/^[A-Z0-9]{5}-[A-Z0-9]{5}$/).innerText();

  const learner = await open(null);
  await signUp(learner, "First Learner");
  await learner.getByLabel("Join code", { exact: true }).fill(code.toLowerCase());
  await learner.getByRole("button", { name: "Join cohort" }).click();
  await expect(learner.getByRole("heading", { name: "Computer Vision, spring", level: 1 })).toBeVisible();
  await expect(instructor.getByRole("list", { name: "Here now" }).getByText("First Learner")).toBeVisible();
  const cohortUrl = learner.url();

  await learner.getByRole("button", { name: "New design" }).click();
  await learner.getByLabel("Design name", { exact: true }).fill("My first network");
  await learner.getByRole("radio", { name: "Empty canvas" }).check();
  await learner.getByRole("button", { name: "Create design" }).click();
  const builder = builderOf(learner);
  await expect(builder.block("input")).toBeVisible();
  await expect(builder.train).toHaveAttribute("aria-disabled", "true");

  await dragFromPalette(learner, "Conv2D", { x: 0.5, y: 0.5 });
  await expect(builder.block("conv2d")).toBeVisible();
  await builder.settings("conv2d").getByLabel("Filters", { exact: true }).fill("4");
  await builder.settings("conv2d").getByLabel("Strides, height", { exact: true }).fill("2");
  await dragConnection(learner, "input", "conv2d");
  await expect(builder.settings("conv2d").getByText("32×32×4")).toBeVisible();
  await dragConnection(learner, "conv2d", "output");
  await expect(builder.canvas.getByRole("note")).toHaveText(/^Output needs a flat input/);
  await dragOntoConnection(learner, "MaxPooling2D", ["conv2d", "output"]);
  await expect(builder.block("max_pooling2d")).toBeVisible();
  await dragOntoConnection(learner, "Flatten", ["max_pooling2d", "output"]);
  await dragOntoConnection(learner, "Dense", ["flatten", "output"]);
  await builder.settings("dense").getByLabel("Units", { exact: true }).fill("10");
  // 3x3x3x4 + 4 weights of the convolution, 16x16x4x10 + 10 of the dense layer.
  await expect(builder.totals).toContainText("10,362");
  await expect(builder.totals.getByText("Ready to train")).toBeVisible();
  await expectSaved(learner);

  await instructor.goto(`${cohortUrl}/leaderboard`);
  await expect(instructor.getByText("The first place is free")).toBeVisible();
  const watcher = await instructor.context().newPage();
  await watcher.goto(cohortUrl);
  await expect(watcher.getByText("Nothing is training")).toBeVisible();

  await builder.train.click();
  await learner.getByRole("textbox", { name: "Epochs", exact: true }).fill(String(EPOCHS));
  // Small batches make epochs long enough to be watched.
  await learner.getByRole("textbox", { name: "Batch size", exact: true }).fill("4");
  await learner.getByRole("button", { name: "Start training" }).click();
  await expect(learner).toHaveURL(/\/runs\/[0-9a-f-]{36}$/);

  await watcher.getByRole("link", { name: "My first network" }).click();
  const seen = new Set<number>();
  await expect
    .poll(
      async () => {
        const epochs = await shownEpochs(watcher);
        expect(epochs).toEqual(epochs.map((_, index) => index + 1));
        seen.add(epochs.length);
        return epochs.length;
      },
      { intervals: [50] },
    )
    .toBe(EPOCHS);
  expect(seen.size, "epochs came one after the other").toBeGreaterThan(2);
  for (const page of [learner, watcher]) {
    await expect(page.getByRole("status", { name: "Run" })).toHaveText("Finished");
    const score = page.getByRole("region", { name: "Score" });
    await expect(score.getByText(/^\d+\.\d\s%$/).first()).toBeVisible();
    await expect(score.getByText(/95 % interval \d+\.\d\s% to \d+\.\d\s%/)).toBeVisible();
    expect(await shownEpochs(page)).toEqual(Array.from({ length: EPOCHS }, (_, index) => index + 1));
  }

  // The instructor's leaderboard has been open all the while.
  const place = instructor.getByRole("row", { name: /First Learner/ });
  await expect(place).toContainText("10,362");
  await expect(place).not.toHaveAttribute("aria-current", "true");
  await learner
    .getByRole("navigation", { name: "Cohort" })
    .getByRole("link", { name: "Leaderboard" })
    .click();
  await expect(learner.getByRole("row", { name: /First Learner/ })).toHaveAttribute("aria-current", "true");

  const another = await signUpPerson("Second Learner");
  const { id: cohortId } = await another.api.cohort.join.mutate({ code });
  await startTraining(another, cohortId, { name: "Late start", epochs: 1 });
  for (const page of [instructor, learner]) {
    await expect(page.getByRole("row", { name: /Second Learner/ })).toContainText("11,642");
    await expect(page.getByRole("table", { name: "Leaderboard" }).getByRole("row")).toHaveCount(3);
  }
  await instructor.getByRole("link", { name: "Run My first network of First Learner", exact: true }).click();
  await expect(instructor.getByRole("heading", { name: "My first network" })).toBeVisible();
  await instructor.goBack();
  await instructor.getByRole("link", { name: /^Network of run My first network/ }).click();
  await expect(instructor.getByRole("table", { name: "Layers of the network" })).toContainText("10,250");
});
