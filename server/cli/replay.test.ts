import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chainGraph, type ChainLayer } from "#models/graph/chain.ts";
import { decodeSafeTensors, encodeSafeTensors, type SafeTensor } from "#server/engine/weights/safetensors.ts";
import { initialWeights } from "#server/engine/weights/initial-weights.ts";
import { ROOT } from "#server/platform/paths.ts";
import { readPlan } from "./replay/network.ts";
import { readCommand, readReplayOptions } from "./replay/options.ts";
import { readTensors } from "./replay/tensors.ts";

const planOf = async (file: string) => (await readPlan(file, (note) => expect.unreachable(note))).plan;

let folder = "";
let model = "";
let tensors = new Map<string, SafeTensor>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-replay-"));
  model = join(folder, "model.json");
  const layers: ChainLayer[] = [
    { type: "Conv2D", settings: { filters: 2, kernelSize: [3, 3] } },
    { type: "BatchNormalization" },
    { type: "Dropout" },
    { type: "Flatten" },
    { type: "Dense", settings: { units: 3 } },
  ];
  await writeFile(model, JSON.stringify(chainGraph(layers, [4, 4, 1])));
  const plan = await planOf(model);
  const weights = initialWeights(plan, 1);
  tensors = new Map<string, SafeTensor>([
    ...plan.weights.map(({ key, shape }): [string, SafeTensor] => [
      key,
      { dtype: "F32", shape, data: weights.get(key)! },
    ]),
    ["x", { dtype: "F32", shape: [2, 3, 4, 4, 1], data: new Float32Array(96).map((_, i) => (i % 7) / 7) }],
    ["y", { dtype: "I32", shape: [2, 3], data: Int32Array.of(0, 1, 2, 2, 1, 0) }],
  ]);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function saved(changes: Record<string, SafeTensor | null>): Promise<string> {
  const changed = new Map(tensors);
  for (const [name, tensor] of Object.entries(changes)) {
    if (tensor === null) changed.delete(name);
    else changed.set(name, tensor);
  }
  const file = join(folder, "in.safetensors");
  await writeFile(file, encodeSafeTensors({ tensors: changed, metadata: {} }));
  return file;
}

type Ended = { code: number | null; out: string; err: string };

function replay(...args: string[]): Promise<Ended> {
  // Vitest sets a BASE_URL of its own, which is no address.
  const env = { ...process.env, BASE_URL: undefined, STRATA_HOME: folder };
  const child = spawn(process.execPath, [join(ROOT, "server/cli/bootstrap.mjs"), "replay", ...args], { env });
  const ended: Ended = { code: null, out: "", err: "" };
  child.stdout.on("data", (text: Buffer) => (ended.out += text.toString()));
  child.stderr.on("data", (text: Buffer) => (ended.err += text.toString()));
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ ...ended, code }));
  });
}

test("the weights after the steps and a loss a step are written, and nothing is printed", async () => {
  const [options, out] = [join(folder, "options.json"), join(folder, "out.safetensors")];
  await writeFile(options, JSON.stringify({ optimizer: "sgd", learningRate: [0.1, 0.05], momentum: 0 }));
  const args = ["--model", model, "--tensors", await saved({}), "--out", out, "--options", options];
  expect(await replay(...args)).toEqual({ code: 0, out: "", err: "" });
  const written = decodeSafeTensors(await readFile(out)).tensors;
  const names = [...tensors.keys()].filter((name) => name !== "x" && name !== "y");
  expect([...written.keys()]).toEqual(["loss", ...names]);
  expect(written.get("loss")).toMatchObject({ dtype: "F32", shape: [2] });
  for (const name of names) {
    expect(written.get(name)?.shape).toEqual(tensors.get(name)?.shape);
    expect(written.get(name)?.data).not.toEqual(tensors.get(name)?.data);
  }
  expect(await readdir(folder)).not.toContainEqual(expect.stringContaining("tmp"));
});

test("a tensor that is missing ends with its name and exit code 2, and writes nothing", async () => {
  const out = join(folder, "never.safetensors");
  const file = await saved({ "conv2d/bias": null });
  const { code, err } = await replay("--model", model, "--tensors", file, "--out", out);
  expect(code).toBe(2);
  expect(err).toContain("conv2d/bias is missing: expected conv2d/bias float32 [2]");
  expect(await readdir(folder)).not.toContain("never.safetensors");
});

test("--list prints every tensor with its type and shape", async () => {
  const { code, out } = await replay("--model", model, "--list");
  expect(code).toBe(0);
  expect(out.trim().split("\n")).toEqual([
    "conv2d/kernel float32 [3, 3, 1, 2]",
    "conv2d/bias float32 [2]",
    "batch_normalization/gamma float32 [2]",
    "batch_normalization/beta float32 [2]",
    "batch_normalization/moving_mean float32 [2]",
    "batch_normalization/moving_variance float32 [2]",
    "dense/kernel float32 [8, 3]",
    "dense/bias float32 [3]",
    "x float32 [steps, batch, 4, 4, 1]",
    "y int32 [steps, batch]",
  ]);
});

const ints = (shape: number[], ...data: number[]): SafeTensor => ({
  dtype: "I32",
  shape,
  data: Int32Array.from(data),
});
const floats = (shape: number[], value = 0): SafeTensor => ({
  dtype: "F32",
  shape,
  data: new Float32Array(shape.reduce((product, size) => product * size, 1)).fill(value),
});

test.each([
  { what: "x is missing", changes: { x: null }, message: "x is missing" },
  { what: "one more", changes: { "dense_9/bias": floats([3]) }, message: "dense_9/bias is not a tensor" },
  {
    what: "another shape",
    changes: { "dense/kernel": floats([3, 8]) },
    message: "dense/kernel has the shape [3, 8], expected [8, 3]",
  },
  {
    what: "another number of steps",
    changes: { x: floats([3, 3, 4, 4, 1]) },
    message: "x has the shape [3, 3, 4, 4, 1], expected [steps, batch, 4, 4, 1]",
  },
  { what: "no step", changes: { x: floats([0, 3, 4, 4, 1]), y: ints([0, 3]) }, message: "x has the shape" },
  { what: "another type", changes: { y: floats([2, 3]) }, message: "y is float32, expected int32" },
  {
    what: "no such class",
    changes: { y: ints([2, 3], 0, 0, 0, 0, 3, 0) },
    message: "class 3 at step 1, example 1",
  },
  {
    what: "no number",
    changes: { "conv2d/bias": floats([2], Number.NaN) },
    message: "conv2d/bias holds NaN",
  },
])("tensors: $what", async ({ changes, message }) => {
  const plan = await planOf(model);
  await expect(readTensors(await saved(changes), plan)).rejects.toThrow(message);
});

test("tensors: a file that is none", async () => {
  const plan = await planOf(model);
  const bytes = await readFile(await saved({}));
  const file = join(folder, "broken.safetensors");
  for (const broken of [
    bytes.subarray(0, 4),
    bytes.subarray(0, 40),
    bytes.subarray(0, -4),
    Buffer.alloc(64, 1),
  ]) {
    await writeFile(file, broken);
    await expect(readTensors(file, plan)).rejects.toThrow("broken.safetensors cannot be read");
  }
  const wider = Buffer.from(bytes.toString("latin1").replace('"dtype":"F32"', '"dtype":"F64"'), "latin1");
  await writeFile(file, wider);
  await expect(readTensors(file, plan)).rejects.toThrow("conv2d/kernel is F64");
  await expect(readTensors(join(folder, "missing"), plan)).rejects.toThrow("missing cannot be read");
});

test.each([
  { options: { optimiser: "sgd" }, message: /optimiser/ },
  { options: { optimizer: "lion" }, message: /optimizer/ },
  { options: { learningRate: "fast" }, message: /learningRate/ },
  { options: { learningRate: [] }, message: /learningRate/ },
  { options: { batchSize: 4 }, message: /batchSize/ },
  { options: { dropout: 1 }, message: /dropout/ },
  { options: [], message: /options.json/ },
])("options: $options are refused by name", async ({ options, message }) => {
  const file = join(folder, "options.json");
  await writeFile(file, JSON.stringify(options));
  await expect(readReplayOptions(file)).rejects.toThrow(message);
});

test("options: lists are as long as what they are for", async () => {
  const file = join(folder, "options.json");
  await writeFile(file, JSON.stringify({ learningRate: [0.1, 0.2], classWeight: [1, 2, 3] }));
  const { learningRates, classWeights, chance } = await readReplayOptions(file);
  expect(learningRates(2)).toEqual([0.1, 0.2]);
  expect(() => learningRates(3)).toThrow("learningRate holds 2 numbers; x has 3 steps");
  expect(classWeights(3)).toEqual([1, 2, 3]);
  expect(() => classWeights(4)).toThrow("4 classes");
  expect(chance).toEqual({ dropout: false, noise: false, augmentation: false });
});

test("a command without a model, tensors or out, or with what is unknown, is refused", () => {
  expect(() => readCommand([])).toThrow("--model");
  expect(() => readCommand(["--model", "a"])).toThrow("--tensors");
  expect(() => readCommand(["--model", "a", "--tensors", "b"])).toThrow("--out");
  expect(() => readCommand(["--model", "a", "--steps", "3"])).toThrow("--steps");
});

test("a model may be a preset; an unknown one is refused", async () => {
  expect((await planOf("preset:tiny-cnn")).outputLength).toBe(10);
  await expect(planOf("preset:alexnet")).rejects.toThrow("alexnet");
});

test("a model may be Keras JSON, and what is left out of it is told", async () => {
  const input = { class_name: "InputLayer", name: "in", config: { batch_shape: [null, 4, 4, 1] } };
  const dense = { class_name: "Dense", name: "out", config: { units: 3, activation: "softmax" } };
  const layers = [
    { ...input, inbound_nodes: [] },
    { class_name: "Flatten", name: "flat", config: {}, inbound_nodes: [[["in", 0, 0, {}]]] },
    { ...dense, inbound_nodes: [[["flat", 0, 0, {}]]] },
  ];
  const file = join(folder, "keras.json");
  await writeFile(
    file,
    JSON.stringify({ class_name: "Functional", config: { layers, output_layers: [["out", 0, 0]] } }),
  );
  const notes: string[] = [];
  const { plan } = await readPlan(file, (note) => notes.push(note));
  expect(plan.weights.map(({ key, shape }) => [key, shape])).toEqual([
    ["out/kernel", [16, 3]],
    ["out/bias", [3]],
  ]);
  expect(notes).toEqual(["Left out: the softmax of out, which Output applies"]);
  await writeFile(file, JSON.stringify({ class_name: "Functional", config: {} }));
  await expect(planOf(file)).rejects.toThrow("keras.json cannot be read: The model has no list of layers");
  const wide = { ...dense, config: { units: 1e6 }, inbound_nodes: [[["flat", 0, 0, {}]]] };
  await writeFile(
    file,
    JSON.stringify({
      class_name: "Functional",
      config: { layers: [...layers.slice(0, 2), wide], output_layers: [["out", 0, 0]] },
    }),
  );
  await expect(readPlan(file, () => {})).rejects.toThrow(
    /keras\.json: out: units: expected .* received 1000000$/,
  );
});

test("a network of one number takes values as they are learned, and a loss of its own", async () => {
  const file = join(folder, "value.json");
  const layers: ChainLayer[] = [{ type: "Flatten" }, { type: "Dense", settings: { units: 1 } }];
  await writeFile(file, JSON.stringify(chainGraph(layers, [1, 1, 1])));
  const input = join(folder, "values.safetensors");
  const given = new Map<string, SafeTensor>([
    ["dense/kernel", { dtype: "F32", shape: [1, 1], data: Float32Array.of(0) }],
    ["dense/bias", { dtype: "F32", shape: [1], data: Float32Array.of(0) }],
    ["x", { dtype: "F32", shape: [1, 2, 1, 1, 1], data: Float32Array.of(1, 1) }],
    ["y", { dtype: "F32", shape: [1, 2], data: Float32Array.of(0.5, -2) }],
  ]);
  await writeFile(input, encodeSafeTensors({ tensors: given, metadata: {} }));
  const options = join(folder, "huber.json");
  const out = join(folder, "values-out.safetensors");
  const args = ["--model", file, "--tensors", input, "--out", out, "--options", options];
  await writeFile(options, JSON.stringify({ optimizer: "sgd", momentum: 0, learningRate: 1, loss: "huber" }));
  expect(await replay(...args)).toEqual({ code: 0, out: "", err: "" });
  const { tensors: written } = decodeSafeTensors(await readFile(out));
  // Huber of -0.5 and 2: 0.125 and 1.5; slopes -0.5 and 1, whose mean moves bias and kernel by -0.25.
  expect([...(written.get("loss")?.data ?? [])]).toEqual([0.8125]);
  expect(written.get("dense/bias")?.data).toEqual(Float32Array.of(-0.25));
  expect(written.get("dense/kernel")?.data).toEqual(Float32Array.of(-0.25));
  await writeFile(options, JSON.stringify({ loss: "categoricalCrossentropy" }));
  expect(await replay(...args)).toMatchObject({
    code: 2,
    err: expect.stringContaining("loss of regression"),
  });
});

test("a network of windows takes a step on steps and columns", async () => {
  const file = join(folder, "windows.json");
  const layers: ChainLayer[] = [
    { type: "Conv1D", settings: { filters: 1, kernelSize: 2, useBias: false } },
    { type: "Flatten" },
    { type: "Dense", settings: { units: 1 } },
  ];
  await writeFile(file, JSON.stringify(chainGraph(layers, [2, 2])));
  const { out: list } = await replay("--model", file, "--list");
  expect(list).toContain("conv1d/kernel float32 [2, 2, 1]");
  expect(list).toContain("x float32 [steps, batch, 2, 2]");
  const input = join(folder, "windows.safetensors");
  const f32 = (shape: number[], ...data: number[]): SafeTensor => ({
    dtype: "F32",
    shape,
    data: Float32Array.from(data),
  });
  const given = new Map<string, SafeTensor>([
    ["conv1d/kernel", f32([2, 2, 1], 1, 2, 3, 4)],
    ["dense/kernel", f32([1, 1], 0.5)],
    ["dense/bias", f32([1], 0)],
    ["x", f32([1, 1, 2, 2], 1, 0, -1, 2)],
    ["y", f32([1, 1], 1)],
  ]);
  await writeFile(input, encodeSafeTensors({ tensors: given, metadata: {} }));
  const options = join(folder, "windows-options.json");
  await writeFile(options, JSON.stringify({ optimizer: "sgd", momentum: 0, learningRate: 0.25 }));
  const out = join(folder, "windows-out.safetensors");
  const args = ["--model", file, "--tensors", input, "--out", out, "--options", options];
  expect(await replay(...args)).toEqual({ code: 0, out: "", err: "" });
  // The scan gives 1 - 3 + 8 = 6, the answer 3, the loss (3 - 1)^2; its slope 4 moves the bias by -1, the dense kernel by
  // -6, and the scan's by half of -1 for each number of x.
  const { tensors: written } = decodeSafeTensors(await readFile(out));
  expect([...(written.get("loss")?.data ?? [])]).toEqual([4]);
  expect(written.get("dense/bias")?.data).toEqual(Float32Array.of(-1));
  expect(written.get("dense/kernel")?.data).toEqual(Float32Array.of(-5.5));
  expect(written.get("conv1d/kernel")?.data).toEqual(Float32Array.of(0.5, 2, 3.5, 3));
});
