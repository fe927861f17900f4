import { expect, test, vi } from "vitest";
import { EngineError } from "#server/engine/engine-error.ts";
import { taskFailure } from "./task-failure.ts";

test("what a task that is bundled by itself throws is told as its own", async () => {
  vi.resetModules();
  const { EngineError: Bundled } = await import("#server/engine/engine-error.ts");
  const { DatasetError: BundledToo } = await import("#server/datasets/dataset-error.ts");
  expect(Bundled).not.toBe(EngineError);
  expect(taskFailure(new Bundled("NOT_FINITE", "The loss is not a number"))).toEqual({
    code: "NOT_FINITE",
    message: "The loss is not a number",
  });
  expect(taskFailure(new BundledToo("NOT_PACKED", "Nothing there"))?.code).toBe("DATASET_MISSING");
  expect(taskFailure(new Bundled("CANCELLED", "Cancelled"))).toBeNull();
  expect(taskFailure(new Error("Unforeseen"))?.code).toBe("INTERNAL");
});
