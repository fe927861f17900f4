import type { Page, WebSocketRoute } from "@playwright/test";
import { startTraining } from "../support/cohort.ts";
import { expect, test } from "../support/test.ts";

/** A network that swallows everything without closing anything, as a phone in a lift. */
async function liftOf(page: Page) {
  let isIn = false;
  await page.routeWebSocket(/\/socket\.io\//, (socket: WebSocketRoute) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      if (!isIn) server.send(message);
    });
    server.onMessage((message) => {
      if (!isIn) socket.send(message);
    });
  });
  await page.route(/\/api\//, (route) => (isIn ? undefined : route.continue()));
  return { enter: () => (isIn = true), leave: () => (isIn = false) };
}

const opacityOf = (page: Page) =>
  page
    .locator("[data-live]")
    .first()
    .evaluate((element) => Number(getComputedStyle(element).opacity));

test("a lost network is told on every page, with the time that its numbers are from, which look old; and so is its return", async ({
  cohort,
  open,
}) => {
  const { learner, id: cohortId } = cohort;
  const base = `/cohorts/${cohortId}`;
  const page = await open(learner);
  const lift = await liftOf(page);
  const lost = page.getByText(/^Connection lost\. What you see is from \d\d:\d\d:\d\d; trying again\.$/);
  const back = page.getByText("Connected again.");
  const arrive = async (path: string) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect.poll(() => page.locator("html").getAttribute("data-link")).toBe("live");
    await expect(page.getByRole("button", { name: /^Account of/ })).toBeVisible();
  };
  for (const path of [base, `${base}/runs`, `${base}/leaderboard`, `${base}/workers`]) {
    await arrive(path);
    lift.enter();
    await expect(lost).toBeVisible();
    lift.leave();
    await expect(back).toBeVisible();
  }
  await expect(back).toBeHidden();

  // While it trains, which takes a core, only here.
  const { id } = await startTraining(learner, cohortId, { epochs: 200, batchSize: 2, name: "Long" });
  await arrive(`${base}/runs/${id}`);
  await expect(page.getByRole("status", { name: "Run" })).toHaveText(/^Epoch \d+ of 200$/);
  expect(await opacityOf(page)).toBe(1);
  lift.enter();
  await expect(lost).toBeVisible();
  await expect.poll(() => opacityOf(page)).toBeLessThan(0.7);
  lift.leave();
  await expect(back).toBeVisible();
  await expect.poll(() => opacityOf(page)).toBe(1);

  // A device without a network hears nothing.
  lift.enter();
  await page.evaluate(() => window.dispatchEvent(new Event("offline")));
  await expect(page.getByText(/^Connection lost: this device is offline\./)).toBeVisible();
});
