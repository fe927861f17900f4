import { rename, rm, stat, writeFile } from "node:fs/promises";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { decodeSafeTensors, encodeSafeTensors, type SafeTensor } from "#server/engine/weights/safetensors.ts";
import type { Replay } from "#server/engine/replay.ts";
import type { NetworkPlan } from "#server/engine/weights/network-plan.ts";
import type { StoredWeights } from "#server/engine/weights/starting-weights.ts";
import type { WeightValues } from "#server/engine/weights/weight-values.ts";
import { UsageError } from "../train/usage-error.ts";

/** One buffer of Node's holds 2 GiB on every version. */
const MAX_BYTES = 2 ** 31 - 1;
const MAX_PROBLEMS = 20;

type Size = number | "steps" | "batch";
export type WantedTensor = { name: string; dtype: SafeTensor["dtype"]; shape: readonly Size[] };

/** Every tensor that a replay of the network wants, x and y last. */
export function wantedTensors(plan: NetworkPlan): WantedTensor[] {
  return [
    ...plan.weights.map(({ key, shape }) => ({ name: key, dtype: "F32" as const, shape })),
    { name: "x", dtype: "F32", shape: ["steps", "batch", ...plan.inputShape] },
    { name: "y", dtype: plan.target.task === "regression" ? "F32" : "I32", shape: ["steps", "batch"] },
  ];
}

export function formatWanted({ name, dtype, shape }: WantedTensor): string {
  return `${name} ${TYPE_NAMES[dtype]} [${shape.join(", ")}]`;
}

const TYPE_NAMES = { F32: "float32", I32: "int32" } as const;

export type ReplayInput = {
  weights: WeightValues;
  x: Float32Array;
  y: Int32Array | Float32Array;
  steps: number;
};

/**
 * @param carried what the network's own file has of weights, which those of this file replace.
 * @throws UsageError that names every tensor that is missing, not wanted, of a wrong type or shape, or not finite.
 */
export async function readTensors(
  file: string,
  plan: NetworkPlan,
  carried: StoredWeights | null = null,
): Promise<ReplayInput> {
  const given = await readFileTensors(file);
  const known = new Set(plan.weights.map(({ key }) => key));
  const own = [...(carried ?? [])].filter(([key]) => known.has(key));
  const tensors = new Map<string, SafeTensor>([
    ...own.map(([key, { shape, data }]) => [key, { dtype: "F32", shape, data }] as const),
    ...given,
  ]);
  const wanted = wantedTensors(plan);
  const [steps = 0, batch = 0] = tensors.get("y")?.shape ?? tensors.get("x")?.shape ?? [];
  const sizes = { steps, batch };
  const problems = wanted.flatMap((want) => problemsOf(want, tensors.get(want.name), sizes));
  const names = new Set(wanted.map(({ name }) => name));
  for (const name of tensors.keys()) {
    if (!names.has(name)) problems.push(`${name} is not a tensor of this network`);
  }
  const y = tensors.get("y")?.data;
  if (problems.length === 0 && y instanceof Int32Array)
    problems.push(...labelProblems(y, plan.outputLength, batch));
  if (problems.length > 0) {
    const rest = problems.length - MAX_PROBLEMS;
    const shown = [...problems.slice(0, MAX_PROBLEMS), ...(rest > 0 ? [`and ${rest} more`] : [])];
    throw new UsageError(`${file} does not fit the network:\n${shown.join("\n")}`);
  }
  const weights = new Map(plan.weights.map(({ key }) => [key, tensors.get(key)?.data as Float32Array]));
  return { weights, x: tensors.get("x")?.data as Float32Array, y: y as Int32Array | Float32Array, steps };
}

type Sizes = { steps: number; batch: number };

function problemsOf(want: WantedTensor, tensor: SafeTensor | undefined, sizes: Sizes): string[] {
  if (tensor === undefined) return [`${want.name} is missing: expected ${formatWanted(want)}`];
  if (tensor.dtype !== want.dtype) {
    return [`${want.name} is ${TYPE_NAMES[tensor.dtype]}, expected ${TYPE_NAMES[want.dtype]}`];
  }
  const expected = want.shape.map((size) => (typeof size === "number" ? size : sizes[size]));
  if (tensor.shape.join() !== expected.join() || tensor.data.length === 0) {
    return [`${want.name} has the shape [${tensor.shape.join(", ")}], expected [${want.shape.join(", ")}]`];
  }
  const broken = tensor.data.findIndex((value) => !Number.isFinite(value));
  return broken === -1
    ? []
    : [`${want.name} holds ${tensor.data[broken]} at its place ${broken}, counted from 0`];
}

function labelProblems(y: Int32Array, classes: number, batch: number): string[] {
  const wrong = y.findIndex((label) => label < 0 || label >= classes);
  if (wrong === -1) return [];
  const place = `step ${Math.floor(wrong / batch)}, example ${wrong % batch}`;
  return [`y holds the class ${y[wrong]} at ${place}, counted from 0; classes are 0 to ${classes - 1}`];
}

async function readFileTensors(file: string): Promise<ReadonlyMap<string, SafeTensor>> {
  try {
    const { size } = await stat(file);
    if (size > MAX_BYTES)
      throw new Error(`it holds ${size} bytes, at most ${MAX_BYTES} can be read: use fewer steps`);
    return decodeSafeTensors(await readFile(file)).tensors;
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** @throws UsageError where no file can be written there, before any work is done. */
export async function checkOutput(file: string): Promise<void> {
  const folder = dirname(file);
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) throw new UsageError(`${file} cannot be written: there is no folder ${folder}`);
  if ((await stat(file).catch(() => null))?.isDirectory()) {
    throw new UsageError(`${file} cannot be written: it is a folder`);
  }
}

/** Whole or not at all: written beside its place, then renamed. */
export async function writeTensors(
  file: string,
  { losses, weights }: Replay,
  plan: NetworkPlan,
): Promise<void> {
  const tensors = new Map<string, SafeTensor>([
    ["loss", { dtype: "F32", shape: [losses.length], data: losses }],
  ]);
  for (const { key, shape } of plan.weights) {
    const data = weights.get(key);
    if (data) tensors.set(key, { dtype: "F32", shape, data });
  }
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, encodeSafeTensors({ tensors, metadata: {} }));
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new UsageError(`${file} cannot be written: ${(error as Error).message}`, { cause: error });
  }
}
