import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCohortOf } from "#db/testing/factories.ts";
import { NOTIFY_CHANNEL, notification, type Notification } from "#server/contract/notify.ts";
import { removeMember } from "./cohort/remove-member.ts";
import { notify } from "./notify.ts";
import { cancelRun } from "./run/cancel.ts";
import { recordEpoch } from "./run/record-epoch.ts";
import { claimNext, epochOf, queuedRun } from "./testing/started-run.ts";
import { createTestDeps, type TestDeps } from "./testing/test-deps.ts";

let world: TestDeps;
let listener: Client;
let heard: Notification[] = [];

beforeAll(async () => {
  world = await createTestDeps();
  listener = new Client({ connectionString: world.database.url });
  await listener.connect();
  listener.on("notification", ({ payload }) => heard.push(notification.parse(JSON.parse(payload ?? ""))));
  await listener.query(`listen ${NOTIFY_CHANNEL}`);
});
afterAll(async () => {
  await listener.end();
  await world.close();
});

/** What was notified since the last call: a round trip on the listening connection brings all that was committed. */
async function news(): Promise<string[]> {
  await listener.query("select 1");
  const texts = heard.map((message) => {
    switch (message.kind) {
      case "run":
        return `run ${message.seq}`;
      case "cohort":
        return message.topic;
      case "job":
        return `job ${message.queue}`;
      case "access":
      case "asked":
      case "notices":
      case "prediction":
      case "progress":
      case "vision":
        return message.kind;
    }
  });
  heard = [];
  return texts;
}

test("each change is told once it is committed", async () => {
  const { deps, as } = world;
  const { cohortId, learner, instructor } = await createCohortOf(deps.db);
  const { id } = await queuedRun(world, cohortId, learner);
  expect(await news()).toEqual(["run 1", "runs", "queue", "job train"]);
  const lease = await claimNext(world);
  expect(await news()).toEqual(["run 2", "runs", "queue"]);
  await recordEpoch(deps.db, lease, epochOf(1));
  expect(await news()).toEqual(["run 3"]);
  await cancelRun(as(learner), id);
  expect(await news()).toEqual(["asked", "runs"]);
  await removeMember(as(instructor), { cohortId, userId: learner.id });
  expect(await news()).toEqual(["asked", "runs", "access", "members", "leaderboard", "designs"]);
});

test("what is rolled back is told to nobody", async () => {
  const { cohortId } = await createCohortOf(world.deps.db);
  await expect(
    world.deps.db.transaction(async (tx) => {
      await notify(tx, { kind: "cohort", cohortId, topic: "runs" });
      throw new Error("rolled back");
    }),
  ).rejects.toThrow("rolled back");
  expect(await news()).toEqual([]);
});
