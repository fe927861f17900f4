import { expect, test } from "vitest";
import { detectBlockSize } from "./detect-block-size.ts";

test("the block size is one that the runtime has", async () => {
  expect([0, 8, 16]).toContain(await detectBlockSize());
});
