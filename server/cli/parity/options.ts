import { parseArgs } from "node:util";
import { PROVIDERS, type Provider } from "#server/engine/onnx/session/target.ts";
import { readProvider } from "../train/provider-option.ts";

export const USAGE = `Trains random networks and the presets on another engine and on the CPU, and compares what they learnt.

  npm run -s parity -- --provider webgpu --graphs 300

  --provider NAME  ${PROVIDERS.join(", ")} (default webgpu)
  --graphs N       random networks, default 100; together they hold every kind of layer
  --first N        the seed of the first, default 1: a driver that ends the process is gone on behind
  --presets        the presets, too
  --json           one JSON object on standard output
  --help           this text

Exit code 0 where all agree, 1 where one does not.`;

export type ParityOptions = {
  provider: Provider;
  graphs: number;
  first: number;
  hasPresets: boolean;
  isJson: boolean;
  isHelp: boolean;
};

/** @throws {Error} for what is no option or no value of it. */
export function readOptions(args: string[]): ParityOptions {
  const { values } = parseArgs({
    args,
    options: {
      provider: { type: "string", default: "webgpu" },
      graphs: { type: "string", default: "100" },
      first: { type: "string", default: "1" },
      presets: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  return {
    provider: readProvider(values.provider),
    graphs: wholeNumber("--graphs", values.graphs),
    first: wholeNumber("--first", values.first),
    hasPresets: values.presets,
    isJson: values.json,
    isHelp: values.help,
  };
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new Error(`${name}: expected a whole number, received ${text}`);
}
