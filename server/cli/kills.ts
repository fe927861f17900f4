import { parseArgs } from "node:util";
import { runCommand, thisMachine } from "./bench/run-command.ts";
import { formatKills, runKills } from "./kills/run-kills.ts";
import { UsageError } from "./train/usage-error.ts";

const HELP = `npm run -s kills -- [options]

Kills the worker of a Strata of its own with SIGKILL again and again while it trains, also when it has only just come
back, and measures how long it takes until the run is claimed again. After every two kills an epoch is waited for.
Ends by itself; progress goes to standard error. Exits with 1 where a history is not whole, or where p99 is over 15 s.

  --kills N   how many (default: 200)
  --json      one JSON object on standard output
`;
const LIMIT_SECONDS = 15;

type KillsOptions = { kills: number; isJson: boolean; isHelp: boolean };

/** @throws UsageError */
function readOptions(args: string[]): KillsOptions {
  const { values } = parse(args);
  const kills = Number(values.kills);
  if (!Number.isInteger(kills) || kills < 1 || kills > 10_000) {
    throw new UsageError(`--kills takes a whole number from 1 to 10000, got "${values.kills}"`);
  }
  return { kills, isJson: values.json === true, isHelp: values.help === true };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        kills: { type: "string", default: "200" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

await runCommand({
  help: HELP,
  readOptions,
  async run({ kills, isJson }, { say, signal }) {
    const report = await runKills({ kills, say, signal });
    const whole = { machine: thisMachine(), ...report };
    process.stdout.write(isJson ? `${JSON.stringify(whole)}\n` : formatKills(report));
    return report.problems.length === 0 && report.killToClaimSeconds.p99 <= LIMIT_SECONDS ? 0 : 1;
  },
});
