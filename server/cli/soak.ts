import { availableParallelism, cpus } from "node:os";
import { begin } from "./bench/begin.ts";
import { runSoak } from "./soak/run-soak.ts";
import { formatSoak } from "./soak/format-soak.ts";
import { HELP, readOptions } from "./soak/options.ts";
import { UsageError } from "./train/usage-error.ts";

async function main(): Promise<number> {
  const { say, signal } = begin();
  try {
    const options = readOptions(process.argv.slice(2));
    if (options.isHelp) {
      process.stdout.write(HELP);
      return 0;
    }
    const machine = {
      cpu: cpus()[0]?.model.trim() ?? "unknown",
      cores: availableParallelism(),
      node: process.versions.node,
    };
    const report = await runSoak({ options, say, signal });
    process.stdout.write(options.isJson ? `${JSON.stringify({ machine, ...report })}\n` : formatSoak(report));
    return report.problems.length === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (error instanceof UsageError) process.stderr.write(`\n${HELP}`);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main();
