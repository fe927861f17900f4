import type { Page, WebSocketRoute } from "@playwright/test";
import { startTraining } from "../support/cohort.ts";
import { epochRows, shownEpochRows, shownEpochs } from "../support/epochs.ts";
import { untilEpochs, untilState } from "../support/runs.ts";
import { expect, test } from "../support/test.ts";

/** A network cable: pulled, open sockets die at once instead of at their next heartbeat, and nothing new gets through. */
async function cableOf(page: Page) {
  const sockets = new Set<WebSocketRoute>();
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    sockets.add(socket);
    server.onClose(() => {
      sockets.delete(socket);
      void socket.close();
    });
  });
  return {
    openSockets: () => sockets.size,
    async pull() {
      await page.context().setOffline(true);
      await Promise.all([...sockets].map((socket) => socket.close({ code: 1001 })));
      sockets.clear();
    },
    plugIn: () => page.context().setOffline(false),
  };
}

test("a reload, a second tab and a lost network leave the same complete history", async ({
  cohort,
  open,
}) => {
  const { learner, instructor } = cohort;
  const { id } = await startTraining(learner, cohort.id, { epochs: 200, batchSize: 4, name: "Long one" });
  const path = `/cohorts/${cohort.id}/runs/${id}`;
  const tab = await open(learner, { path });
  const mate = await open(instructor);
  const cable = await cableOf(mate);
  await mate.goto(path);
  for (const page of [tab, mate]) {
    await expect.poll(async () => (await shownEpochs(page)).length).toBeGreaterThan(1);
  }

  await tab.reload();
  await expect(tab.getByRole("table", { name: "Epochs" })).toBeVisible();
  const afterReload = await shownEpochs(tab);
  expect(afterReload).toEqual(afterReload.map((_, index) => index + 1));
  const secondTab = await tab.context().newPage();
  await secondTab.goto(path);

  expect(cable.openSockets()).toBe(1);
  await cable.pull();
  await expect(mate.getByText("Connection lost")).toBeVisible();
  const whenLost = await shownEpochs(mate);
  const { epochsDone } = await untilEpochs(learner, id, whenLost.length + 3);
  expect(await shownEpochs(mate), "nothing arrives without a network").toEqual(whenLost);
  await cable.plugIn();
  await expect.poll(async () => (await shownEpochs(mate)).length).toBeGreaterThanOrEqual(epochsDone);
  await expect(mate.getByText("Connection lost")).toBeHidden();

  await learner.api.run.cancel.mutate({ runId: id });
  const ended = await untilState(learner, id, ["cancelled"]);
  const expected = epochRows(ended);
  expect(expected.map(([epoch]) => Number(epoch))).toEqual(expected.map((_, index) => index + 1));
  for (const page of [tab, secondTab, mate]) {
    await expect(page.getByRole("status", { name: "Run" })).toHaveText("Cancelled");
    expect(await shownEpochRows(page)).toEqual(expected);
  }
});
