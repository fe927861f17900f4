import { readFile, stat } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { hyperParameters, type HyperParameters } from "#models/training/hyper-parameters.ts";
import { UsageError } from "../train/usage-error.ts";

export const USAGE = `Takes given training steps from given weights, to compare with another framework. See docs/replay.md.

  npm run -s replay -- --model model.json --tensors in.safetensors --out out.safetensors --options options.json
  npm run -s replay -- --model model.json --list

  --model FILE     a network saved from the builder, Keras's to_json(), a .keras or .h5 file, a model.json or tfjs.zip, a
                   run's model.safetensors, or preset:lecture-cnn
  --tensors FILE   weights as Keras names and lays them out, x and y; weights that the model's own file carries may be left out
  --out FILE       where loss and the weights after the last step go
  --options FILE   JSON: optimizer, learningRate and so on; optional, all have defaults
  --list           prints every tensor that the model wants, with its type and shape
  --help           this text`;

export type ReplayCommand =
  | { kind: "help" }
  | { kind: "list"; model: string }
  | { kind: "replay"; model: string; tensors: string; out: string; options: string | null };

/** @throws UsageError that names the option. */
export function readCommand(args: readonly string[]): ReplayCommand {
  const { model, tensors, out, options, list, help } = parse(args);
  if (help === true) return { kind: "help" };
  if (model === undefined) throw new UsageError("--model is missing");
  if (list === true) return { kind: "list", model };
  if (tensors === undefined) throw new UsageError("--tensors is missing");
  if (out === undefined) throw new UsageError("--out is missing");
  return { kind: "replay", model, tensors, out, options: options ?? null };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    const options = { model: text, tensors: text, out: text, options: text, list: flag };
    return parseArgs({ args: [...args], options: { ...options, help: { ...flag, short: "h" } } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

const { learningRate, classWeight } = hyperParameters.shape;

/** What of a run's hyper-parameters one step depends on, and whether layers that draw random numbers do so. */
const replayOptions = hyperParameters
  .pick({
    optimizer: true,
    momentum: true,
    nesterov: true,
    weightDecay: true,
    globalClipnorm: true,
    loss: true,
    labelSmoothing: true,
    seed: true,
  })
  .extend({
    learningRate: z.union([learningRate, z.array(z.number().min(0).max(10)).min(1)], {
      error: "expected a number from 1e-7 to 10, or a list with one for each step",
    }),
    classWeight,
    dropout: z.boolean().default(false),
    noise: z.boolean().default(false),
    augmentation: z.boolean().default(false),
  })
  .strict();

export type ReplayOptions = {
  hyperParameters: HyperParameters;
  learningRates: (steps: number) => number[];
  classWeights: (classes: number) => readonly number[] | null;
  chance: Readonly<Record<"dropout" | "noise" | "augmentation", boolean>>;
};

const MAX_BYTES = 1_000_000;

/** @throws UsageError that names the file and the option. */
export async function readReplayOptions(file: string | null): Promise<ReplayOptions> {
  const parsed = replayOptions.safeParse(file === null ? {} : await readJson(file));
  if (!parsed.success) throw new UsageError(`${file} cannot be used:\n${z.prettifyError(parsed.error)}`);
  const { learningRate, classWeight, dropout, noise, augmentation, ...rest } = parsed.data;
  return {
    hyperParameters: hyperParameters.parse(rest),
    learningRates: (steps) => ratesFor(learningRate, steps),
    classWeights: (classes) => weightsFor(classWeight, classes),
    chance: { dropout, noise, augmentation },
  };
}

function ratesFor(learningRate: number | readonly number[], steps: number): number[] {
  if (typeof learningRate === "number") return Array.from({ length: steps }, () => learningRate);
  if (learningRate.length === steps) return [...learningRate];
  throw new UsageError(`learningRate holds ${learningRate.length} numbers; x has ${steps} steps`);
}

function weightsFor(classWeight: HyperParameters["classWeight"], classes: number): readonly number[] | null {
  if (classWeight === "none") return null;
  if (classWeight === "balanced") {
    throw new UsageError(
      'classWeight "balanced" is worked out from a dataset; give one number for each class',
    );
  }
  if (classWeight.length === classes) return classWeight;
  throw new UsageError(`classWeight holds ${classWeight.length} numbers; the network has ${classes} classes`);
}

async function readJson(file: string): Promise<unknown> {
  try {
    const { size } = await stat(file);
    if (size > MAX_BYTES) throw new Error(`it holds ${size} bytes, options are at most ${MAX_BYTES}`);
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
