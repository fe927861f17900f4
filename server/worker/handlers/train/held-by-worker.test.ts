import { expect, test } from "vitest";
import { createHeldByWorker } from "./held-by-worker.ts";

test("a child waits when its worker has not been heard of for half a lease, and goes on with its next word", async () => {
  let time = 0;
  const { heard, wait } = createHeldByWorker(10_000, () => time);
  const order: string[] = [];
  await wait();
  time = 5_000;
  await wait();
  time = 5_001;
  const waiting = wait().then(() => order.push("went on"));
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  order.push("heard");
  heard();
  await waiting;
  expect(order).toEqual(["heard", "went on"]);
  await wait();
});
