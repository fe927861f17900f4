import { availableParallelism, cpus } from "node:os";
import { runSoak } from "./soak/run-soak.ts";
import { formatSoak } from "./soak/format-soak.ts";
import { HELP, readOptions } from "./soak/options.ts";
import { UsageError } from "./train/usage-error.ts";

async function main(): Promise<number> {
  const stopRequest = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => stopRequest.abort(new Error("Stopped")));
  }
  const startedAt = performance.now();
  const say = (text: string) => {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    process.stderr.write(`${`${seconds} s`.padStart(6)}  ${text}\n`);
  };
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
    const report = await runSoak({ options, say, signal: stopRequest.signal });
    process.stdout.write(options.isJson ? `${JSON.stringify({ machine, ...report })}\n` : formatSoak(report));
    return report.problems.length === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (error instanceof UsageError) process.stderr.write(`\n${HELP}`);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main();
