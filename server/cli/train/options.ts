import { parseArgs } from "node:util";
import { STAGES } from "#models/backbones/mobilenet-v3-small.ts";
import { transferMobilenet } from "#models/presets/transfer-mobilenet.ts";
import { hyperParameters, optimizerName, type HyperParameters } from "#models/training/hyper-parameters.ts";
import { PROVIDERS, type Provider } from "#server/engine/onnx/session/target.ts";
import { presetIds } from "#models/presets/index.ts";
import { optionOf, readSettings, SETTING_OPTIONS, SETTINGS_USAGE } from "./setting-options.ts";
import { readProvider } from "./provider-option.ts";
import { UsageError } from "./usage-error.ts";

const TRANSFER_PRESET = transferMobilenet.id;

export const USAGE = `Trains a network at the terminal, as the web page does.

  npm run -s train -- --preset lecture-cnn --epochs 3 --seed 1

  --preset NAME      ${presetIds().join(", ")} (default lecture-cnn)
  --model FILE       a network saved from the builder, Keras's to_json(), a .keras or .h5 file, a model.json or tfjs.zip, or a
                     run's model.safetensors, instead of a preset; training begins from the weights that it carries
  --side N           of transfer-mobilenet: what pictures are resized to first, 32 to 512 (default 224)
  --frozen-stages N  of transfer-mobilenet: stages of the backbone that are not trained, 0 to ${STAGES} (default all of them)
  --weights FILE     begin from the weights in such a file, layer by layer where name and shapes are the same; none: anew
  --dataset WHAT     "eurosat" (default), "synthetic", "sky-irradiance", a packed folder, or a EuroSAT zip, folder or parquet file
  --epochs N         default 10
  --batch N          images a step, default 32
  --optimizer NAME   ${optimizerName.options.join(", ")} (default adam)
  --lr RATE          learning rate, default 0.001
  --momentum M       of sgd, default 0.9
  --flips WHICH      mirror training images at random: none (default), horizontal, vertical, both
  --provider NAME    what training runs on: ${PROVIDERS.join(", ")} (default cpu); a GPU needs what docs/gpu.md says
  --seed N           the same seed gives the same losses on the same machine, default 1
  --out FILE.onnx    keep the best epoch's network
  --export FOLDER    keep it as ONNX, Keras, TensorFlow.js and safetensors, and as a notebook
  --json             one JSON object on standard output and nothing else there
  --help             this text

As in the training form under More settings:

${SETTINGS_USAGE}`;

export type TrainOptions = {
  preset: string | null;
  modelFile: string | null;
  /** null but with the preset that takes it; what is left out is the preset's own. */
  transfer: { side?: number; frozenStages?: number } | null;
  /** Null for those of the model's own file, `none` for fresh ones. */
  weightsFile: string | null;
  dataset: string;
  provider: Provider;
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

/** @throws UsageError that names the option. */
export function readOptions(args: readonly string[]): TrainOptions {
  const values = parse(args);
  if (values.preset !== undefined && values.model !== undefined) {
    throw new UsageError("--preset and --model exclude each other");
  }
  const flips = values.flips ?? "none";
  if (!isFlips(flips))
    throw new UsageError(`--flips is none, horizontal, vertical or both; received ${flips}`);
  const parsed = hyperParameters.safeParse({ ...readSettings(values), ...FLIPS[flips] });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UsageError(`--${optionOf(issue?.path[0] as keyof HyperParameters)}: ${issue?.message}`);
  }
  return {
    preset: values.model === undefined ? (values.preset ?? "lecture-cnn") : null,
    modelFile: values.model ?? null,
    transfer: readTransfer(values),
    weightsFile: values.weights ?? null,
    dataset: values.dataset ?? "eurosat",
    provider: readProvider(values.provider ?? "cpu"),
    hyperParameters: parsed.data,
    outFile: values.out ?? null,
    exportFolder: values.export ?? null,
    isJson: values.json === true,
    isHelp: values.help === true,
  };
}

const SIDES = [32, 512] as const;

function readTransfer(values: ReturnType<typeof parse>): TrainOptions["transfer"] {
  const { side, "frozen-stages": frozen } = values;
  if (side === undefined && frozen === undefined) return null;
  if (values.preset !== TRANSFER_PRESET) {
    throw new UsageError(`--side and --frozen-stages go with --preset ${TRANSFER_PRESET}`);
  }
  return {
    ...(side === undefined ? {} : { side: wholeNumber("side", side, SIDES) }),
    ...(frozen === undefined ? {} : { frozenStages: wholeNumber("frozen-stages", frozen, [0, STAGES]) }),
  };
}

function wholeNumber(option: string, text: string, [min, max]: readonly [number, number]): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new UsageError(`--${option}: expected a whole number from ${min} to ${max}, received ${text}`);
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...SETTING_OPTIONS,
        preset: text,
        model: text,
        side: text,
        "frozen-stages": text,
        weights: text,
        dataset: text,
        flips: text,
        provider: text,
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

function isFlips(value: string): value is keyof typeof FLIPS {
  return Object.hasOwn(FLIPS, value);
}
