import { parseArgs } from "node:util";
import { z } from "zod";
import { hyperParameters, optimizerName, type HyperParameters } from "#models/training/hyper-parameters.ts";
import { presetIds } from "#models/presets/index.ts";
import { UsageError } from "./usage-error.ts";

export const USAGE = `Trains a network at the terminal, as the web page does.

  npm run -s train -- --preset lecture-cnn --epochs 3 --seed 1

  --preset NAME      ${presetIds().join(", ")} (default lecture-cnn)
  --model FILE       a network saved from the builder, Keras's to_json() or a model.json, instead of a preset
  --dataset WHAT     "eurosat" (default), "synthetic", a packed folder, or a EuroSAT zip, folder or parquet file
  --epochs N         default 10
  --batch N          images a step, default 32
  --optimizer NAME   ${optimizerName.options.join(", ")} (default adam)
  --lr RATE          learning rate, default 0.001
  --momentum M       of sgd, default 0.9
  --flips WHICH      mirror training images at random: none (default), horizontal, vertical, both
  --seed N           the same seed gives the same losses on the same machine, default 1
  --out FILE.onnx    keep the best epoch's network
  --export FOLDER    keep it as ONNX, Keras, TensorFlow.js and safetensors, and as a notebook
  --json             one JSON object on standard output and nothing else there
  --help             this text`;

export type TrainOptions = {
  preset: string | null;
  modelFile: string | null;
  dataset: string;
  hyperParameters: HyperParameters;
  outFile: string | null;
  exportFolder: string | null;
  isJson: boolean;
  isHelp: boolean;
};

const FLIPS = {
  none: {},
  horizontal: { flipHorizontal: true },
  vertical: { flipVertical: true },
  both: { flipHorizontal: true, flipVertical: true },
} as const;

/** Which option sets which hyper-parameter, to name the option in an error. */
const OPTION_OF: Readonly<Record<string, string>> = { batchSize: "batch", learningRate: "lr" };

const number = z.string().trim().min(1).pipe(z.coerce.number()).optional();

/** @throws UsageError that names the option. */
export function readOptions(args: readonly string[]): TrainOptions {
  const values = parse(args);
  if (values.preset !== undefined && values.model !== undefined) {
    throw new UsageError("--preset and --model exclude each other");
  }
  const flips = values.flips ?? "none";
  if (!isFlips(flips))
    throw new UsageError(`--flips is none, horizontal, vertical or both; received ${flips}`);
  const wanted = {
    optimizer: values.optimizer,
    learningRate: asNumber("lr", values.lr),
    momentum: asNumber("momentum", values.momentum),
    batchSize: asNumber("batch", values.batch),
    epochs: asNumber("epochs", values.epochs),
    seed: asNumber("seed", values.seed),
    ...FLIPS[flips],
  };
  const parsed = hyperParameters.safeParse(wanted);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    throw new UsageError(`--${OPTION_OF[name] ?? name}: ${issue?.message}`);
  }
  return {
    preset: values.model === undefined ? (values.preset ?? "lecture-cnn") : null,
    modelFile: values.model ?? null,
    dataset: values.dataset ?? "eurosat",
    hyperParameters: parsed.data,
    outFile: values.out ?? null,
    exportFolder: values.export ?? null,
    isJson: values.json === true,
    isHelp: values.help === true,
  };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        preset: text,
        model: text,
        dataset: text,
        epochs: text,
        batch: text,
        optimizer: text,
        lr: text,
        momentum: text,
        flips: text,
        seed: text,
        out: text,
        export: text,
        json: flag,
        help: { ...flag, short: "h" },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function asNumber(option: string, value: string | undefined): number | undefined {
  const parsed = number.safeParse(value);
  if (!parsed.success) throw new UsageError(`--${option} is a number; received "${value}"`);
  return parsed.data;
}

function isFlips(value: string): value is keyof typeof FLIPS {
  return Object.hasOwn(FLIPS, value);
}
