import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { ZipFile } from "yazl";
import { sameNetwork } from "../../graph/diff.ts";
import { networkOf } from "../network.ts";
import { toKeras } from "../to-keras.ts";
import { PRESETS, presetById } from "../../presets/index.ts";
import { keras2Input, keras2Layer, keras2Model } from "../testing.ts";
import { blobSource } from "./byte-source.ts";
import { readModelFile } from "./read-model-file.ts";

const graph = presetById("inception-small")?.graph ?? { version: 2 as const, nodes: [], edges: [] };

function kerasJson(): string {
  const result = networkOf(graph);
  return JSON.stringify(result.ok && toKeras(result.network, "network"));
}

async function kerasFile(
  config: string,
  { compress = false, name = "config.json", metadata = "{}" } = {},
): Promise<Blob> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(metadata), name.replace(/\w+\.json$/, "metadata.json"), { compress });
  zip.addBuffer(Buffer.from(config), name, { compress });
  zip.end();
  const bytes = await buffer(zip.outputStream);
  return new Blob([Uint8Array.from(bytes)]);
}

const reading = (content: Blob | string) => readModelFile(blobSource(new Blob([content])));

function hasDeflateRaw(): boolean {
  try {
    return new DecompressionStream("deflate-raw").readable instanceof ReadableStream;
  } catch {
    return false;
  }
}

test("a .keras archive, stored", async () => {
  const read = await reading(await kerasFile(kerasJson()));
  expect(read).toMatchObject({ ok: true, notes: [] });
  expect(read.ok && sameNetwork(read.graph, graph)).toBe(true);
});

// Of Node since 20.12; every browser has it.
test.skipIf(!hasDeflateRaw())("a .keras archive, compressed", async () => {
  const read = await reading(await kerasFile(kerasJson(), { compress: true }));
  expect(read.ok && sameNetwork(read.graph, graph)).toBe(true);
});

test("Keras JSON and a file of the builder's own", async () => {
  expect(await reading(kerasJson())).toMatchObject({ ok: true, notes: [] });
  const own = await reading(JSON.stringify(PRESETS[0]?.graph));
  expect(own).toMatchObject({ ok: true, notes: null });
});

test("an archive that was unpacked and packed again, and one of TensorFlow.js", async () => {
  for (const name of ["model/config.json", "model.json"]) {
    const read = await reading(await kerasFile(kerasJson(), { name }));
    expect(read.ok && sameNetwork(read.graph, graph)).toBe(true);
  }
});

test("the version in an archive's metadata decides what its words mean", async () => {
  const flat = keras2Layer("Flatten", "flat", {}, ["act"]);
  const layers = [
    keras2Input(),
    keras2Layer("Activation", "act", { activation: "hard_sigmoid" }, ["in"]),
    flat,
  ];
  const config = JSON.stringify({ ...keras2Model(layers, { output: "flat" }), keras_version: undefined });
  const note = "act: hard_sigmoid of Keras 2 rises by 1/5, the one here by 1/6";
  for (const [version, notes] of [
    ["2.15.0", [note]],
    ["3.4.0", []],
  ] as const) {
    const metadata = JSON.stringify({ keras_version: version });
    expect(await reading(await kerasFile(config, { metadata }))).toMatchObject({ ok: true, notes });
  }
});

test("text as PowerShell writes it", async () => {
  const text = Buffer.from(`\uFEFF${kerasJson()}\r\n`, "utf16le");
  expect(await reading(new Blob([Uint8Array.from(text)]))).toMatchObject({ ok: true, notes: [] });
});

test("HDF5 is told from JSON", async () => {
  const start = new Uint8Array([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]);
  expect(await reading(new Blob([start]))).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/HDF5/),
  });
});

const deep = `${'{"class_name":'.repeat(100_000)}1${"}".repeat(100_000)}`;
test.each([
  ["no archive", "no zip", /not JSON/],
  ["an empty file", "", /is empty/],
  ["larger than 4 MB", new Blob([new Uint8Array(4_000_001)]), /larger than 4 MB/],
  ["too deep", deep, /nested too deep/],
  [
    "settings that are too deep",
    `{"version":1,"edges":[],"nodes":[{"id":"a","type":"Dense","settings":{"a":${deep}}}]}`,
    /nested too deep/,
  ],
  ["another class", '{"class_name": "Bert"}', /Bert/],
])("%s is refused with a reason", async (_, content, reason) => {
  expect(await reading(content)).toEqual({ ok: false, reason: expect.stringMatching(reason) });
});

test("archives that would fill the memory, or hold something else, are refused", async () => {
  const large = await kerasFile(" ".repeat(5_000_000), { compress: hasDeflateRaw() });
  expect(await reading(large)).toEqual({
    ok: false,
    reason: expect.stringMatching(/larger than 4 MB/),
  });
  const other = await kerasFile("{}", { name: "other.json" });
  expect(await reading(other)).toEqual({ ok: false, reason: expect.stringMatching(/no config\.json/) });
  // The directory says that it is small.
  const bytes = Buffer.from(await large.arrayBuffer());
  const entry = bytes.lastIndexOf("config.json") - 46;
  bytes.writeUInt32LE(10, entry + 24);
  const lying = await reading(new Blob([Uint8Array.from(bytes)]));
  expect(lying).toEqual({ ok: false, reason: expect.stringMatching(/larger than 4 MB/) });
});
