import type { Page } from "@playwright/test";
import { builderOf, expectSaved } from "../support/builder.ts";
import { boxOf } from "../support/canvas.ts";
import { expect, test } from "../support/test.ts";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const TARGET = 44;

/** Buttons and fields that a finger would miss, by what they are called. */
async function tooSmall(page: Page): Promise<string[]> {
  return page.locator("#builder").evaluate((builder, least) => {
    const all = [...builder.querySelectorAll<HTMLElement>("button, input:not([type=file]), [role=switch]")];
    return all.flatMap((element) => {
      const box = element.getBoundingClientRect();
      if (
        box.width === 0 ||
        box.height <= 1 ||
        element.closest(".react-flow__node, .react-flow__attribution")
      ) {
        return [];
      }
      // What a finger hits may be larger than what is drawn.
      const hit = getComputedStyle(element, "::after");
      const reach = (side: string) => Math.max(0, -Number.parseFloat(hit.getPropertyValue(side)) || 0);
      const hasHit = hit.content !== "none" && hit.position === "absolute";
      const height = box.height + (hasHit ? reach("top") + reach("bottom") : 0);
      const width = box.width + (hasHit ? reach("left") + reach("right") : 0);
      const isSmall = height < least - 0.5 || width < least - 0.5;
      return isSmall ? [`${element.ariaLabel ?? element.textContent} ${width}x${height}`] : [];
    });
  }, TARGET);
}

test("a learner on a phone builds, sets and mends a network", async ({ cohort, open }) => {
  const { id } = await cohort.learner.api.design.create.mutate({ cohortId: cohort.id, name: "On the way" });
  const path = `/cohorts/${cohort.id}/designs/${id}`;
  const page = await open(cohort.learner, { path, ...PHONE });
  const { block, settings, totals } = builderOf(page);
  await expect(block("output")).toBeVisible();
  expect(await tooSmall(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  await page.getByRole("button", { name: "Add a block" }).tap();
  await page.getByRole("combobox", { name: "Search blocks" }).fill("conv2d");
  await page
    .getByRole("option", { name: /^Conv2D/ })
    .first()
    .tap();
  await expect(block("conv2d")).toHaveAccessibleName(/after input, before output$/);

  // The settings lie below the block that they are about, not over it.
  await expect(settings("conv2d")).toBeVisible();
  await expect
    .poll(async () => {
      const [seen, sheet] = [await boxOf(block("conv2d")), await boxOf(settings("conv2d"))];
      return seen.y + seen.height <= sheet.y && seen.y >= 0;
    })
    .toBe(true);
  expect(await tooSmall(page)).toEqual([]);
  await settings("conv2d").getByLabel("Filters", { exact: true }).fill("4");
  await settings("conv2d").getByText("See what it does").tap();
  await expect(settings("conv2d").getByRole("img", { name: /The kernel slides/ })).toBeVisible();
  await page.getByRole("button", { name: "Close the settings" }).tap();
  await expect(settings("conv2d")).toBeHidden();

  await block("output").tap();
  await settings("output")
    .getByRole("button", { name: "Put Flatten and Dense with 10 units before Output" })
    .tap();
  await expect(totals.getByText("Ready to train")).toBeVisible();
  await expectSaved(page);
});
