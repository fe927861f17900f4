import { availableParallelism, cpus } from "node:os";
import { parseArgs } from "node:util";
import { begin } from "./bench/begin.ts";
import { formatKills, runKills } from "./kills/run-kills.ts";

const HELP = `npm run -s kills -- [options]

Kills the worker of a Strata of its own with SIGKILL again and again while it trains, also when it has only just come
back, and measures how long it takes until the run is claimed again. After every two kills an epoch is waited for.
Ends by itself; progress goes to standard error. Exits with 1 where a history is not whole, or where p99 is over 15 s.

  --kills N   how many (default: 200)
  --json      one JSON object on standard output
`;
const LIMIT_SECONDS = 15;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      kills: { type: "string", default: "200" },
      json: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  const kills = Number(values.kills);
  if (values.help === true || !Number.isInteger(kills) || kills < 1 || kills > 10_000) {
    process.stdout.write(HELP);
    return values.help === true ? 0 : 2;
  }
  const { say, signal } = begin();
  const report = await runKills({ kills, say, signal });
  const machine = {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    node: process.versions.node,
  };
  process.stdout.write(
    values.json === true ? `${JSON.stringify({ machine, ...report })}\n` : formatKills(report),
  );
  return report.problems.length === 0 && report.killToClaimSeconds.p99 <= LIMIT_SECONDS ? 0 : 1;
}

process.exitCode = await main();
