import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { playwrightCounts, vitestCounts } from "./counts.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-counts-"));
  file = join(folder, "report.json");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test("vitest: passed, failed, and both kinds of not run", async () => {
  const report = {
    numTotalTests: 12,
    numPassedTests: 7,
    numFailedTests: 2,
    numFailedTestSuites: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [],
  };
  await writeFile(file, JSON.stringify(report));
  expect(await vitestCounts(file)).toEqual({ passed: 7, failed: 2, skipped: 3 });
});

test("playwright: a test that passed only on a second try failed", async () => {
  const stats = { startTime: "", duration: 1, expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
  await writeFile(file, JSON.stringify({ suites: [], stats }));
  expect(await playwrightCounts(file)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test("a report that is missing, cut short or of another kind is an error, not zero failures", async () => {
  await expect(vitestCounts(file)).rejects.toThrow(/ENOENT/);
  await writeFile(file, '{"numPassedTests": 1');
  await expect(vitestCounts(file)).rejects.toThrow(/JSON/);
  await writeFile(file, '{"numPassedTests": 1}');
  await expect(vitestCounts(file)).rejects.toThrow(/numFailedTests/);
});
