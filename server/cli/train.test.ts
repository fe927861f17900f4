import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chainGraph } from "#models/graph/chain.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { createSynthetic } from "#server/datasets/synthetic/create-synthetic.ts";
import { ROOT } from "#server/platform/paths.ts";

let folder = "";
let dataset = "";
let model = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-train-"));
  dataset = join(folder, "tiles");
  model = join(folder, "network.json");
  await createSynthetic({ dir: dataset, tiles: 300 });
  const graph = chainGraph([
    { type: "AveragePooling2D", settings: { poolSize: [8, 8] } },
    { type: "Flatten" },
    { type: "Dense", settings: { units: 10 } },
  ]);
  await writeFile(model, JSON.stringify(graph));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

type Ended = { code: number | null; out: string; err: string };

function train(...args: string[]): Promise<Ended> {
  // Vitest sets a BASE_URL of its own, which is no address.
  const env = { ...process.env, BASE_URL: undefined, STRATA_HOME: folder };
  const child = spawn(process.execPath, [join(ROOT, "server/cli/bootstrap.mjs"), "train", ...args], { env });
  const ended: Ended = { code: null, out: "", err: "" };
  child.stdout.on("data", (text: Buffer) => (ended.out += text.toString()));
  child.stderr.on("data", (text: Buffer) => (ended.err += text.toString()));
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ ...ended, code }));
  });
}

test("--json prints the report and nothing else, and --out keeps the network", async () => {
  const file = join(folder, "network.onnx");
  const { code, out, err } = await train(
    "--model",
    model,
    "--dataset",
    dataset,
    "--epochs",
    "2",
    "--schedule",
    "cosine",
    "--label-smoothing",
    "0.1",
    "--json",
    "--out",
    file,
    "--export",
    join(folder, "export"),
  );
  expect(err).toContain("Epoch 2/2");
  expect(code).toBe(0);
  const report = JSON.parse(out) as Record<string, unknown>;
  expect(Object.keys(report)).toEqual([
    "preset",
    "dataset",
    "params",
    "hyperParameters",
    "bestEpoch",
    "epochs",
    "test",
  ]);
  expect(report).toMatchObject({ preset: null, params: 1930 });
  expect(report.hyperParameters).toEqual({
    ...DEFAULT_HYPER_PARAMETERS,
    epochs: 2,
    schedule: "cosine",
    labelSmoothing: 0.1,
  });
  const epoch = {
    loss: expect.any(Number),
    accuracy: expect.any(Number),
    valLoss: expect.any(Number),
    valAccuracy: expect.any(Number),
    learningRate: expect.any(Number),
    seconds: expect.any(Number),
    imagesPerSecond: expect.any(Number),
  };
  expect(report.epochs).toEqual([epoch, epoch]);
  expect(report.test).toMatchObject({ accuracy: expect.any(Number), macroF1: expect.any(Number) });
  expect((await readFile(file)).length).toBeGreaterThan(1930 * 4);
  const formats = ["model.keras", "model.onnx", "model.safetensors", "tfjs.zip"];
  expect((await readdir(join(folder, "export"))).toSorted()).toEqual(formats);
  expect(err).toContain("No notebook.zip: Synthetic tiles");
});

test("without a terminal it prints plain lines, and goes on from the weights of a file", async () => {
  const start = join(folder, "export", "model.keras");
  const { code, out } = await train(
    "--model",
    model,
    "--weights",
    start,
    "--dataset",
    dataset,
    "--epochs",
    "1",
  );
  expect(code).toBe(0);
  expect(out).toContain(`Starts from weights of ${start}: 1 of 1 layers`);
  expect(out).toMatch(/^Epoch 1\/1 {2}loss \d/m);
  expect(out).toMatch(/^Test accuracy/m);
  // No escape sequence and no carriage return: nothing moves.
  expect(out.includes("\u001B") || out.includes("\r")).toBe(false);
});

test.each([
  { what: "an unknown option", args: ["--epoch", "3"] },
  { what: "an unknown preset", args: ["--preset", "alexnet"] },
  { what: "a missing model", args: ["--model", "missing.json"] },
  { what: "a missing dataset", args: ["--dataset", "missing.zip"] },
])("$what ends with a message and exit code 2", async ({ args }) => {
  const { code, out, err } = await train(...args);
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err).toMatch(/epoch|alexnet|missing/);
});

test("a file that is no saved graph ends with exit code 2", async () => {
  const bad = join(folder, "bad.json");
  await writeFile(bad, '{"nodes": 3}');
  const { code, err } = await train("--model", bad);
  expect(code).toBe(2);
  expect(err).toContain("bad.json cannot be read: It is not a model of this builder");
});
