import { spawn } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "#server/platform/paths.ts";
import { ensureChromium } from "./check/chromium.ts";
import { playwrightCounts, vitestCounts, type Counts } from "./check/counts.ts";
import { buildPages } from "./start/pages.ts";
import { step } from "./start/steps.ts";

const REPORTS = join(ROOT, "test-results");
const BIN = join(ROOT, "node_modules/.bin");

function run(name: string, args: string[], env: Record<string, string> = {}): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(BIN, name), args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0));
  });
}

type Check = { name: string; run: () => Promise<{ isGreen: boolean; counts?: Counts }> };

const single = (name: string, command: string, args: string[]): Check => ({
  name,
  run: async () => ({ isGreen: await run(command, args) }),
});

async function vitest() {
  const file = join(REPORTS, "vitest.json");
  const isGreen = await run("vitest", [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  return { isGreen, counts: await vitestCounts(file) };
}

async function journeys(chromium: string) {
  const file = join(REPORTS, "playwright.json");
  const isGreen = await run("playwright", ["test", "--reporter=list,json"], {
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  return { isGreen, counts: await playwrightCounts(file) };
}

const HELP = `npm test [-- --only NAME]

Format check, lint, types, unit and integration tests on a real PostgreSQL, and journeys in a real Chromium.

  --only NAME   one of: format, lint, types, vitest, journeys
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

  const checks: Check[] = [
    single("format", "oxfmt", ["--check"]),
    single("lint", "oxlint", ["--type-aware"]),
    single("types", "tsc", ["--noEmit"]),
    { name: "vitest", run: vitest },
    { name: "journeys", run: () => journeys(chromium) },
  ];
  const chosen = checks.filter((check) => values.only === undefined || check.name === values.only);
  if (chosen.length === 0) {
    process.stderr.write(`No check is called ${values.only}.\n${HELP}`);
    return 2;
  }

  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const summary: string[] = [];
  for (const check of chosen) {
    process.stdout.write(`\n── ${check.name} ──\n`);
    const startedAt = performance.now();
    const { isGreen, counts } = await check.run().catch((error: unknown) => {
      process.stderr.write(`${check.name} could not run: ${String(error)}\n`);
      return { isGreen: false, counts: undefined };
    });
    const own = counts ?? { passed: isGreen ? 1 : 0, failed: isGreen ? 0 : 1, skipped: 0 };
    // A runner that fails without naming a test, a broken file for one, is a failure all the same.
    if (!isGreen && own.failed === 0) own.failed = 1;
    total.passed += own.passed;
    total.failed += own.failed;
    total.skipped += own.skipped;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    summary.push(
      `${isGreen ? "✓" : "✗"} ${check.name}: ${own.passed} passed, ${own.failed} failed (${seconds} s)`,
    );
  }
  process.stdout.write(`\n${summary.join("\n")}\n`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  return total.failed === 0 ? 0 : 1;
}

process.exitCode = await main();
