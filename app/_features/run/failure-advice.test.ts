import { expect, test } from "vitest";
import { failureAdvice } from "./failure-advice.ts";

test("Adam is advised to who trained with SGD alone", () => {
  expect(failureAdvice("NOT_FINITE", { optimizer: "sgd" }).advice.join(" ")).toContain("Adam");
  expect(failureAdvice("NOT_FINITE", { optimizer: "adam" }).advice.join(" ")).not.toContain("Adam");
  expect(failureAdvice("OUT_OF_MEMORY", { optimizer: "sgd" }).advice.join(" ")).not.toContain("Adam");
});
