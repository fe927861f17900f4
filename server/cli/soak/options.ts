import { parseArgs } from "node:util";
import { UsageError } from "../train/usage-error.ts";

export type SoakOptions = { minutes: number; sockets: number; isJson: boolean; isHelp: boolean };

export const HELP = `npm run -s soak -- [options]

Uses a Strata of its own for an hour as a class does, while things die: short runs one after another, sockets that
watch them, and a kill a minute of a worker, of a training child or of PostgreSQL. Then it looks for what was lost,
what was left behind, and what has grown. Ends by itself; progress goes to standard error. Exits with 1 where
anything is not as promised in docs/reliability.md.

  --minutes N   how long (default: 60)
  --sockets N   open connections (default: 50, at most 80)
  --json        one JSON object on standard output
`;

/** @throws UsageError */
export function readOptions(args: readonly string[]): SoakOptions {
  const values = parse(args);
  return {
    minutes: whole("--minutes", values.minutes ?? "60", { min: 2, max: 24 * 60 }),
    sockets: whole("--sockets", values.sockets ?? "50", { min: 1, max: 80 }),
    isJson: values.json === true,
    isHelp: values.help === true,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        minutes: { type: "string" },
        sockets: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function whole(option: string, text: string, { min, max }: { min: number; max: number }): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new UsageError(`${option} takes a whole number from ${min} to ${max}, got "${text}"`);
}
