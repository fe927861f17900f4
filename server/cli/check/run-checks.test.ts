import { EventEmitter, once } from "node:events";
import { expect, test } from "vitest";
import { runChecks, type Check } from "./run-checks.ts";

test("the checks of a group run at once, the groups one after the other", async () => {
  const order: string[] = [];
  const freed = new EventEmitter();
  const waits: Check = {
    name: "waits",
    async run() {
      order.push("waits begins");
      await once(freed, "now");
      order.push("waits ends");
      return { isGreen: true };
    },
  };
  const frees: Check = {
    name: "frees",
    async run() {
      order.push("frees");
      freed.emit("now");
      return { isGreen: true, counts: { passed: 3, failed: 0, skipped: 1 } };
    },
  };
  const last: Check = { name: "last", run: async () => ({ isGreen: order.push("last") > 0 }) };
  expect(await runChecks([[waits, frees], [last]])).toBe(0);
  expect(order).toEqual(["waits begins", "frees", "waits ends", "last"]);
});

test("one that is not green or cannot run fails them all, and the others still run", async () => {
  let ran = 0;
  const fine: Check = { name: "fine", run: async () => ({ isGreen: (ran += 1) > 0 }) };
  const broken: Check = { name: "broken", run: () => Promise.reject(new Error("No browser")) };
  const silent: Check = {
    name: "silent",
    run: async () => ({ isGreen: false, counts: { passed: 2, failed: 0, skipped: 0 } }),
  };
  expect(await runChecks([[broken, fine], [fine]])).toBe(1);
  expect(await runChecks([[silent]])).toBe(1);
  expect(ran).toBe(2);
});
