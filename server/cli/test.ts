import { mkdir, rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { ensureChromium } from "./check/chromium.ts";
import { runChecks, type Check } from "./check/run-checks.ts";
import { runTool } from "./check/run-tool.ts";
import { REPORTS, runJourneys, runVitest } from "./check/runners.ts";
import { buildPages } from "./start/pages.ts";
import { step } from "./start/steps.ts";

const single = (name: string, command: string, args: string[]): Check => ({
  name,
  run: async () => ({ isGreen: await runTool(command, args) }),
});

const HELP = `npm test [-- --only NAME]

Format check, lint, types, a search for unused code, unit and integration tests on a real PostgreSQL, and journeys in a real Chromium.
\`npm run proof\` runs the heaviest of them whole.

  --only NAME   one of: format, lint, types, unused, vitest, journeys
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { only: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  await rm(REPORTS, { recursive: true, force: true });
  await mkdir(REPORTS, { recursive: true });
  const chromium = await step("Chromium", async () => ensureChromium());
  // The build writes the types of the routes that the type check reads.
  await step("Pages", buildPages);

  const groups: Check[][] = [
    [single("format", "oxfmt", ["--check"])],
    [single("lint", "oxlint", ["--type-aware"])],
    [single("types", "tsc", ["--noEmit"])],
    [single("unused", "knip", ["--no-progress"])],
    // Journeys wait much of their time, for clocks and for training: the other tests use it.
    [
      { name: "vitest", run: () => runVitest(label("vitest  ")) },
      { name: "journeys", run: () => runJourneys(chromium, label("journeys")) },
    ],
  ];
  function label(name: string): { label?: string } {
    return values.only === undefined ? { label: name } : {};
  }
  const chosen = groups
    .map((checks) => checks.filter(({ name }) => (values.only ?? name) === name))
    .filter((checks) => checks.length > 0);
  if (chosen.length === 0) {
    process.stderr.write(`No check is called ${values.only}.\n${HELP}`);
    return 2;
  }
  return runChecks(chosen);
}

process.exitCode = await main();
