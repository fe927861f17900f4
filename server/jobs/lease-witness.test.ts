import { expect, test } from "vitest";
import { createLeaseWitness } from "./lease-witness.ts";

const LEASE_MS = 10_000;

/** What is thought at each look, of those that were answered. */
function verdicts(looks: readonly { askedAt: number; answeredAt?: number }[]): boolean[] {
  const witness = createLeaseWitness(LEASE_MS, 0);
  return looks.map(({ askedAt, answeredAt = askedAt + 5 }) => witness(answeredAt));
}

const everySecond = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ askedAt: (from + index) * 1_000 }));

test("a process that has just started believes what it reads", () => {
  expect(verdicts(everySecond(0, 3))).toEqual([true, true, true, true]);
});

test("after an outage everybody has a whole lease to be heard in", () => {
  // The looks of the 60 s between were not answered.
  const after = verdicts([...everySecond(0, 2), ...everySecond(62, 80)]).slice(3);
  expect(after.indexOf(true)).toBe(LEASE_MS / 1_000);
  expect(after.slice(10)).not.toContain(false);
});

test("an answer that was long in coming is an outage too", () => {
  const after = verdicts([
    ...everySecond(0, 2),
    { askedAt: 3_000, answeredAt: 63_000 },
    ...everySecond(64, 74),
  ]);
  expect(after.slice(3, 13)).not.toContain(true);
  expect(after.at(-1)).toBe(true);
});

test("a first answer that was long in coming as well", () => {
  expect(verdicts([{ askedAt: 0, answeredAt: 6_000 }, ...everySecond(7, 17)])).toEqual([
    ...Array.from({ length: 10 }, () => false),
    true,
    true,
  ]);
});

test("who was stopped or cut off before the first look has not been listening either", () => {
  expect(verdicts(everySecond(60, 71))).toEqual([...Array.from({ length: 10 }, () => false), true, true]);
});

test("one missed look is no outage", () => {
  expect(verdicts([...everySecond(0, 2), ...everySecond(5, 7)])).not.toContain(false);
});
