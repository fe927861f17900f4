import { join } from "node:path";
import { ROOT } from "#server/platform/paths.ts";
import { playwrightCounts, vitestCounts, type Counts } from "./counts.ts";
import { runTool, type Surroundings } from "./run-tool.ts";

/** Where reports of tests lie, and traces of journeys that failed. */
export const REPORTS = join(ROOT, "test-results");

export type Outcome = { isGreen: boolean; counts?: Counts };
type Some = Surroundings & { files?: string[] };

/** Unit and integration tests: all, or those in the files. */
export async function runVitest({ files = [], ...surroundings }: Some = {}): Promise<Outcome> {
  const report = join(REPORTS, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const isGreen = await runTool("vitest", ["run", ...reporters, ...files], surroundings);
  return { isGreen, counts: await vitestCounts(report) };
}

/** Journeys in this Chromium: all, or those in the files. */
export async function runJourneys(
  chromium: string,
  { files = [], env, ...surroundings }: Some = {},
): Promise<Outcome> {
  const report = join(REPORTS, "playwright.json");
  const isGreen = await runTool("playwright", ["test", "--reporter=list,json", ...files], {
    ...surroundings,
    env: { ...env, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return { isGreen, counts: await playwrightCounts(report) };
}
