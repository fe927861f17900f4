import { inspectFile } from "./inspect/inspect-file.ts";
import type { Finding } from "./inspect/finding.ts";
import { readInspectOptions, USAGE } from "./inspect/options.ts";
import { UsageError } from "./train/usage-error.ts";

const EXIT_REFUSED = 2;

async function inspect(args: readonly string[]): Promise<number> {
  const { files, isJson, isHelp } = readInspectOptions(args);
  if (isHelp) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const findings: Finding[] = [];
  for (const file of files) {
    const finding = await inspectFile(file);
    findings.push(finding);
    const out = finding.isTaken ? process.stdout : process.stderr;
    if (!isJson) out.write(`${finding.lines.join("\n")}\n`);
  }
  if (isJson) {
    const reports = findings.map(({ report }) => report);
    process.stdout.write(`${JSON.stringify(reports.length === 1 ? reports[0] : reports)}\n`);
  }
  return findings.every(({ isTaken }) => isTaken) ? 0 : EXIT_REFUSED;
}

try {
  process.exitCode = await inspect(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof UsageError;
  process.exitCode = isUsage ? EXIT_REFUSED : 1;
  const hint = isUsage ? "\nSee npm run -s inspect -- --help" : "";
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${hint}\n`);
}
