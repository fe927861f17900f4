import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { presetById } from "#models/presets/index.ts";
import { PROVIDERS, type Provider } from "#server/engine/onnx/session/target.ts";
import { ROOT } from "#server/platform/paths.ts";
import { readProvider } from "../train/provider-option.ts";
import { UsageError } from "../train/usage-error.ts";

export const PARTS = [
  "engine",
  "predict",
  "dataset",
  "live",
  "memory",
  "lists",
  "load",
  "attack",
  "pages",
  "classroom",
  "vision",
] as const;
export type Part = (typeof PARTS)[number];

/** The networks that the peer knows too. */
const NETS = [
  "lecture-cnn",
  "vgg-small",
  "resnet-small",
  "se-resnet-small",
  "inception-small",
  "mobilenet-small",
] as const;
const BATCH_SIZES = [32, 128] as const;

export type BenchOptions = {
  parts: ReadonlySet<Part>;
  isJson: boolean;
  isHelp: boolean;
  /** EuroSAT to pack and to train on; null where none is at hand. */
  zip: string | null;
  /** Program that measures PyTorch, run in turn with ours; null: not asked for. */
  peer: string | null;
  pairs: number;
  /** Presets that the engine trains, and batch sizes. */
  nets: readonly string[];
  batchSizes: readonly number[];
  /** What training runs on. */
  provider: Provider;
  /** Whether pages are only weighed: one visit each, at one width. */
  isWeighing: boolean;
  /** Whether to show where a step's time goes. */
  isProfile: boolean;
};

export type BenchContext = { options: BenchOptions; say: (text: string) => void; signal: AbortSignal };

export const HELP = `npm run -s bench -- [options]

Measures how fast Strata is here. Takes a few minutes; progress goes to standard error.

  --json            one JSON object on standard output
  --only PARTS      some of: ${PARTS.join(",")}
  --engine          the same as --only engine
  --load            the same as --only load: 300 browsers watch a run while pages and calls come in
  --classroom       the same as --only classroom: 300 submissions scored, a gradebook, a large board, 200 learners
                    who follow 20 runs
  --vision          the same as --only vision: prompts, everything mode, frames a second, pictures beside a training
  --pages           the same as --only pages: bytes of scripts, largest paint and layout shift of every page
  --weigh           with --pages: one visit a page at 1280 px, for its bytes alone, which a busy machine does not change
  --net NAMES       networks that the engine trains and is asked (default: ${NETS.join(",")})
  --batch SIZES     their batch sizes (default: ${BATCH_SIZES.join(",")})
  --provider NAME   what training runs on: ${PROVIDERS.join(", ")} (default: cpu)
  --profile         also where the time of a step goes, and how far convolutions are from a matrix product
  --zip PATH        EuroSAT to use: the zip, a folder or parquet files (default: EUROSAT, or the shared zip)
  --peer [PATH]     also measure PyTorch, in turn with ours (default: the shared torch_throughput.py)
  --pairs N         how many times each, with --peer (default: 3)
`;

const shared = () => process.env.STRATA_SHARED ?? join(ROOT, "../shared");

/** @throws UsageError */
export function readOptions(args: readonly string[]): BenchOptions {
  const values = parse(args);
  const only =
    (["engine", "load", "pages", "classroom", "vision"] as const).find((part) => values[part] === true) ??
    values.only;
  const names = only === undefined ? PARTS : only.split(",").map((name) => name.trim());
  const parts = new Set(names.map(asPart));
  const pairs = Number(values.pairs ?? "3");
  if (!Number.isInteger(pairs) || pairs < 1 || pairs > 99) {
    throw new UsageError(`--pairs takes a whole number from 1 to 99, got ${values.pairs}`);
  }
  return {
    parts,
    isJson: values.json === true,
    isHelp: values.help === true,
    zip: findZip(values.zip),
    peer: values.peer === undefined ? null : existing("--peer", values.peer || defaultPeer()),
    pairs,
    nets: values.net === undefined ? NETS : values.net.split(",").map(asNet),
    batchSizes: values.batch === undefined ? BATCH_SIZES : values.batch.split(",").map(asBatchSize),
    provider: readProvider(values.provider ?? "cpu"),
    isWeighing: values.weigh === true,
    isProfile: values.profile === true,
  };
}

function parse(args: readonly string[]) {
  // parseArgs has no option whose value may be left out.
  const filled = args.flatMap((arg, i) => {
    const next = args[i + 1];
    return arg === "--peer" && (next === undefined || next.startsWith("--")) ? ["--peer="] : [arg];
  });
  try {
    return parseArgs({
      args: filled,
      options: {
        json: { type: "boolean" },
        only: { type: "string" },
        engine: { type: "boolean" },
        load: { type: "boolean" },
        pages: { type: "boolean" },
        classroom: { type: "boolean" },
        vision: { type: "boolean" },
        zip: { type: "string" },
        peer: { type: "string" },
        pairs: { type: "string" },
        net: { type: "string" },
        batch: { type: "string" },
        provider: { type: "string" },
        weigh: { type: "boolean" },
        profile: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function asPart(name: string): Part {
  const part = PARTS.find((known) => known === name);
  if (part === undefined) throw new UsageError(`--only takes some of ${PARTS.join(", ")}, got "${name}"`);
  return part;
}

function asNet(name: string): string {
  const net = name.trim();
  if (presetById(net) === undefined)
    throw new UsageError(`--net takes presets such as ${NETS.join(", ")}, got "${net}"`);
  return net;
}

function asBatchSize(text: string): number {
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1)
    throw new UsageError(`--batch takes whole numbers from 1, got "${text}"`);
  return size;
}

function defaultPeer(): string {
  return join(shared(), "peers/torch_throughput.py");
}

function findZip(named: string | undefined): string | null {
  const wanted = named ?? process.env.EUROSAT;
  if (wanted) return existing("--zip or EUROSAT", wanted);
  const fallback = join(shared(), "data/eurosat_rgb.zip");
  return existsSync(fallback) ? fallback : null;
}

function existing(option: string, path: string): string {
  const absolute = resolve(path);
  if (!existsSync(absolute)) throw new UsageError(`${option} names ${absolute}, which is not there`);
  return absolute;
}
