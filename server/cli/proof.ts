import { mkdir } from "node:fs/promises";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { ensureChromium } from "./check/chromium.ts";
import { proofFiles } from "./check/proof-files.ts";
import { runChecks, type Check } from "./check/run-checks.ts";
import { REPORTS, runJourneys, runVitest } from "./check/runners.ts";
import { buildPages } from "./start/pages.ts";
import { step } from "./start/steps.ts";

const HELP = `npm run proof [-- --only NAME] [FILE ...]

The heaviest proofs whole, of which \`npm test\` takes a part, and what is promised in seconds. Takes half an hour; run it
on a machine with nothing else to do. docs/testing.md says what it proves and when it last passed.

  --only NAME   one of: vitest, journeys
  FILE          only those whose path holds this
`;

const env = { STRATA_PROOF: "1" };

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { only: { type: "string" }, help: { type: "boolean", short: "h" } },
    allowPositionals: true,
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const isWanted = (file: string) =>
    positionals.length === 0 || positionals.some((part) => file.includes(part));
  const tests = (await proofFiles(["models", "db", "server", "app"], ".test.ts")).filter(isWanted);
  const journeys = (await proofFiles(["e2e"], ".spec.ts")).filter(isWanted);
  await mkdir(REPORTS, { recursive: true });
  const checks: Check[] = [
    { name: "vitest", run: () => runVitest({ files: tests, env }) },
    {
      name: "journeys",
      run: async () => {
        const chromium = ensureChromium();
        await step("Pages", buildPages);
        return runJourneys(chromium, { files: journeys, env });
      },
    },
  ];
  const files: Record<string, string[]> = { vitest: tests, journeys };
  const chosen = checks.filter(
    ({ name }) => (values.only ?? name) === name && (files[name]?.length ?? 0) > 0,
  );
  if (chosen.length === 0) {
    process.stderr.write(`There is no such proof.\n${HELP}`);
    return 2;
  }
  const { model = "an unknown processor" } = cpus()[0] ?? {};
  process.stdout.write(`${cpus().length} cores of ${model}, ${new Date().toISOString().slice(0, 10)}\n`);
  return runChecks(chosen.map((check) => [check]));
}

process.exitCode = await main();
