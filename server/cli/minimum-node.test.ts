import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "#server/platform/paths.ts";
import { findNode } from "./doctor/machine.ts";
import { isAtLeast, minimumNode } from "./minimum-node.mjs";

test.each([
  ["20.9.0", "20.9.0", true],
  ["20.10.0", "20.9.0", true],
  ["22.0.0", "20.19.0", true],
  ["20.8.9", "20.9.0", false],
  ["18.20.4", "20.9.0", false],
])("%s is at least %s: %s", (version, minimum, expected) => {
  expect(isAtLeast(version, minimum)).toBe(expected);
});

test("package.json says what Node is needed; the README, the doctor and this machine agree", async () => {
  const minimum = minimumNode(ROOT);
  expect(isAtLeast(process.versions.node, minimum)).toBe(true);
  const short = minimum.split(".").slice(0, 2).join(".");
  const readme = await readFile(join(ROOT, "README.md"), "utf8");
  expect(readme).toContain(`Node ${short} or newer`);
  expect(findNode(minimum).state).toBe("good");
  expect(findNode("20.18.1")).toMatchObject({ state: "missing", advice: expect.stringContaining(minimum) });
});
