import { expect, test } from "vitest";
import { datasetDescriptor } from "./descriptor.ts";
import { EUROSAT } from "./eurosat.ts";
import { upgradeDescriptor } from "./upgrade-descriptor.ts";

test("a descriptor with classes and sizes at the top level is read as one with a target", () => {
  const { target, inputShape, element, ...rest } = EUROSAT;
  const [height, width, channels] = inputShape;
  const old = { ...rest, classes: target.classes, height, width, channels };
  expect(datasetDescriptor.safeParse(old).success).toBe(false);
  expect(datasetDescriptor.parse(upgradeDescriptor(old))).toEqual(EUROSAT);
  expect(element).toBe("uint8");
});

test("what is of today, and what is nothing of the kind, stays as it is", () => {
  expect(upgradeDescriptor(EUROSAT)).toBe(EUROSAT);
  expect(upgradeDescriptor(null)).toBeNull();
  expect(upgradeDescriptor({ classes: ["a"] })).toEqual({ classes: ["a"] });
});
