import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { ROLE } from "#server/lti/testing/test-platform.ts";
import { publishExercise } from "../support/exercises.ts";
import { openTool, registerPlatform, startPlatform } from "../support/platform.ts";
import { productUrl } from "../support/product.ts";
import { expect, test } from "../support/test.ts";

const LOOKS = join(process.cwd(), "test-results/lti");

/** At both widths, light and dark: to be looked at, and not kept. */
async function look(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [1280, 800],
    [390, 844],
  ] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({
        path: join(LOOKS, `${name}-${width}-${colorScheme}.png`),
        animations: "disabled",
      });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test("every page of a learning platform", async ({ cohort, open }) => {
  await mkdir(LOOKS, { recursive: true });
  const platform = await startPlatform();
  const { instructor, id: cohortId } = cohort;
  for (const template of ["small-network", "read-confusion"]) await publishExercise(cohort, template);
  const exerciseId = await publishExercise(cohort, "beat-85");
  const desk = await open(instructor, { isHere: true, path: `/cohorts/${cohortId}/settings/platform` });
  await expect(desk.getByText("No learning platform is registered")).toBeVisible();
  await look(desk, "empty");
  await desk.getByRole("button", { name: "Register a platform" }).click();
  await expect(desk.getByLabel("Issuer")).toBeVisible();
  await look(desk, "form");
  await desk.keyboard.press("Escape");
  const loginUrl = await registerPlatform(desk, cohortId, platform);
  const teacher = { sub: randomUUID(), name: "A Teacher", roles: [ROLE.instructor] };
  const there = await open(instructor, { isHere: true });
  const choosing = () => ({ asked: platform.deepLinkingLaunch(teacher, productUrl()), loginUrl });
  await openTool(there, platform, choosing());
  await expect(there.getByText("You were not let in")).toBeVisible();
  await look(there, "refused");
  const inside = desk.getByRole("switch", { name: `Let ${platform.course.title} in` });
  await inside.click();
  await expect(inside).toBeChecked();
  await openTool(there, platform, choosing());
  await expect(there.getByRole("button", { name: `Go on as ${instructor.name}` })).toBeVisible();
  await look(there, "choose-account-own");
  await there.getByRole("button", { name: `Go on as ${instructor.name}` }).click();
  await there.getByRole("checkbox").first().check();
  await look(there, "choose-exercises");
  const newcomer = { sub: randomUUID(), name: "Learner One", roles: [ROLE.learner] };
  const target = `${productUrl()}/cohorts/${cohortId}/exercises/${exerciseId}`;
  const link = () => ({ asked: platform.resourceLaunch(newcomer, target), loginUrl });
  const page = await open(null, { isHere: true });
  await openTool(page, platform, link());
  await expect(page.getByRole("button", { name: "Go on as Learner One" })).toBeVisible();
  await look(page, "choose-account-new");
  await page.getByRole("button", { name: "Go on as Learner One" }).click();
  await expect(page).toHaveURL(target);
  await page.getByRole("button", { name: "Account of Learner One" }).click();
  await expect(page.getByText("From a learning platform")).toBeVisible();
  await look(page, "account-menu");
  const other = await open(cohort.learner, { isHere: true });
  await openTool(other, platform, link());
  await expect(other.getByRole("button", { name: "Go on as Learner One" })).toBeVisible();
  await look(other, "switch");
  const framed = await open(null, { isHere: true });
  await framed.goto(platform.coursePage(link().asked, loginUrl, true));
  await framed.getByRole("button", { name: "Open the tool" }).click();
  await expect(framed.frameLocator("iframe").getByRole("link", { name: "Open Strata" })).toBeVisible();
  await look(framed, "framed");
  platform.members.push(
    { user_id: newcomer.sub, name: newcomer.name, email: "newcomer@uni.test", roles: newcomer.roles },
    {
      user_id: "2",
      name: "Learner Two With A Rather Long Name Of Several Words",
      email: "two@uni.test",
      roles: newcomer.roles,
    },
    { user_id: "3", name: "Learner Three", roles: newcomer.roles },
    {
      user_id: "4",
      name: "Learner Four",
      email: "fourth@uni.test",
      status: "Inactive",
      roles: newcomer.roles,
    },
  );
  await desk.reload();
  await look(desk, "platform");
  await desk.getByRole("button", { name: "Read roster" }).click();
  await desk.getByRole("button", { name: "Read it" }).click();
  await expect(desk.getByText("Learner One")).toBeVisible();
  await look(desk, "roster");
  await desk.goto(`/cohorts/${cohortId}/members`);
  await expect(desk.getByText("Comes by a learning platform")).toBeVisible();
  await look(desk, "members");
  await platform.close();
});
