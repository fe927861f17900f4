import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { builderOf } from "../support/builder.ts";
import { expect, test, type Trained } from "../support/test.ts";

type Stop = { name: string; path: string; isReady: (page: Page) => Promise<void>; isSignedOut?: boolean };

function stopsOf({ cohort, run }: Trained): Stop[] {
  const base = `/cohorts/${cohort.id}`;
  const heading = (name: string) => async (page: Page) => {
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  };
  const isLinked = (name: string) => async (page: Page) => {
    await expect(page.getByRole("main").getByRole("link", { name }).first()).toBeVisible();
  };
  return [
    { name: "landing", path: "/", isSignedOut: true, isReady: isLinked("Make an account") },
    { name: "sign-in", path: "/sign-in", isSignedOut: true, isReady: heading("Sign in") },
    { name: "sign-up", path: "/sign-up", isSignedOut: true, isReady: heading("Make an account") },
    { name: "cohorts", path: "/", isReady: isLinked(cohort.name) },
    { name: "joining", path: `/join/${cohort.joinCode}`, isReady: heading("Join a cohort") },
    { name: "overview", path: base, isReady: isLinked("First try") },
    { name: "designs", path: `${base}/designs`, isReady: isLinked("First try") },
    {
      name: "builder",
      path: `${base}/designs/${run.designId}`,
      isReady: async (page) => expect(builderOf(page).block("conv2d")).toBeVisible(),
    },
    { name: "runs", path: `${base}/runs`, isReady: isLinked("First try") },
    {
      name: "run",
      path: `${base}/runs/${run.id}`,
      isReady: async (page) => {
        await expect(page.getByRole("grid", { name: "Confusion matrix" })).toBeVisible();
        await expect(page.getByRole("list", { name: "Validation tiles" })).toBeVisible();
        await expect(page.getByRole("table", { name: "Epochs" })).toBeVisible();
      },
    },
    { name: "datasets", path: `${base}/datasets`, isReady: isLinked(run.datasetTitle) },
    {
      name: "dataset",
      path: `${base}/datasets/${run.datasetId}`,
      isReady: async (page) =>
        expect(page.getByRole("list", { name: "Samples of Forest" }).getByRole("img").first()).toBeVisible(),
    },
    { name: "leaderboard", path: `${base}/leaderboard`, isReady: isLinked("Run First try of First Learner") },
    {
      name: "members",
      path: `${base}/members`,
      isReady: async (page) =>
        expect(page.getByRole("list", { name: "Members" })).toContainText("First Learner"),
    },
    {
      name: "workers",
      path: `${base}/workers`,
      isReady: async (page) => expect(page.getByRole("list", { name: "Workers" })).toContainText("Node "),
    },
    { name: "not found", path: "/no-such-page", isReady: isLinked("Back to the start") },
  ];
}

async function seriousViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
    );
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`no page has a serious accessibility fault, ${colorScheme}`, async ({ trained, open }) => {
    const signedIn = await open(trained.cohort.learner, { colorScheme, reducedMotion: "reduce" });
    const signedOut = await open(null, { colorScheme, reducedMotion: "reduce" });
    for (const stop of stopsOf(trained)) {
      const page = stop.isSignedOut === true ? signedOut : signedIn;
      await page.goto(stop.path);
      await stop.isReady(page);
      expect.soft(await seriousViolations(page), stop.name).toEqual([]);
    }
  });
}

test("dialogs and menus have no serious accessibility fault", async ({ trained, open }) => {
  const { cohort, run } = trained;
  const page = await open(cohort.learner, { path: `/cohorts/${cohort.id}/designs`, reducedMotion: "reduce" });
  await page.getByRole("button", { name: "New design" }).click();
  await expect(page.getByRole("radio", { name: "Lecture CNN" })).toBeVisible();
  expect.soft(await seriousViolations(page), "new design").toEqual([]);
  await page.goto(`/cohorts/${cohort.id}/designs/${run.designId}`);
  const { block, train } = builderOf(page);
  await block("conv2d").click();
  expect.soft(await seriousViolations(page), "settings of a block").toEqual([]);
  await train.click();
  await expect(page.getByRole("button", { name: "Start training" })).toBeVisible();
  expect.soft(await seriousViolations(page), "train").toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  expect.soft(await seriousViolations(page), "shortcuts").toEqual([]);
});

test("no page scrolls sideways on a phone", async ({ trained, open }) => {
  const viewport = { width: 390, height: 844 };
  const signedIn = await open(trained.cohort.learner, { viewport, hasTouch: true, isMobile: true });
  const signedOut = await open(null, { viewport, hasTouch: true, isMobile: true });
  for (const stop of stopsOf(trained)) {
    const page = stop.isSignedOut === true ? signedOut : signedIn;
    await page.goto(stop.path);
    await stop.isReady(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, stop.name).toBeLessThanOrEqual(viewport.width);
  }
});
