import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { builderOf } from "../support/builder.ts";
import type { Person } from "../support/person.ts";
import { stopsOf } from "../support/stops.ts";
import { expect, test, type Trained } from "../support/test.ts";

type Open = (person: Person | null) => Promise<Page>;

/** Every page once it is whole, in a browser of whom it is for. */
async function* pagesOf(trained: Trained, open: Open) {
  const { learner, instructor } = trained.cohort;
  const browsers = {
    nobody: await open(null),
    learner: await open(learner),
    instructor: await open(instructor),
  };
  for (const stop of stopsOf(trained)) {
    const page = browsers[stop.as];
    await page.goto(stop.path);
    await stop.isReady(page);
    yield { name: stop.name, page };
  }
}

async function seriousViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  // In the page itself: a page of its own to count together what frames of other origins say, which there are none of, takes longer than the rules.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules === undefined ? builder : builder.withRules([...rules])).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
    );
}

test("no page has a serious accessibility fault, in light or in dark", async ({ trained, open }) => {
  const look = { colorScheme: "light", reducedMotion: "reduce" } as const;
  for await (const { name, page } of pagesOf(trained, (person) => open(person, look))) {
    expect.soft(await seriousViolations(page), name).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(page.locator("html")).toHaveClass("dark");
    // What is dark differs in its colours alone.
    expect.soft(await seriousViolations(page, ["color-contrast"]), `${name}, dark`).toEqual([]);
    await page.emulateMedia({ colorScheme: "light" });
  }
});

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
  const look = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  for await (const { name, page } of pagesOf(trained, (person) => open(person, look))) {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, name).toBeLessThanOrEqual(look.viewport.width);
  }
});
