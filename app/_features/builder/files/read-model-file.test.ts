import { buffer } from "node:stream/consumers";
import type { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { ZipFile } from "yazl";
import { sameNetwork } from "#models/graph/diff.ts";
import { networkOf } from "#models/interchange/network.ts";
import { toKeras } from "#models/interchange/to-keras.ts";
import { PRESETS, presetById } from "#models/presets/index.ts";
import { readModelFile } from "./read-model-file.ts";

const graph = presetById("inception-small")?.graph ?? { version: 2 as const, nodes: [], edges: [] };

function kerasJson(): string {
  const result = networkOf(graph);
  return JSON.stringify(result.ok && toKeras(result.network, "network"));
}

async function kerasFile(config: string, { compress = false, name = "config.json" } = {}): Promise<File> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from("{}"), "metadata.json", { compress });
  zip.addBuffer(Buffer.from(config), name, { compress });
  zip.end();
  const bytes = await buffer(zip.outputStream as PassThrough);
  return new File([Uint8Array.from(bytes)], "network.keras");
}

const reading = (name: string, text: string) => readModelFile(new File([text], name));

function hasDeflateRaw(): boolean {
  try {
    return new DecompressionStream("deflate-raw").readable instanceof ReadableStream;
  } catch {
    return false;
  }
}

test("a .keras archive, stored", async () => {
  const read = await readModelFile(await kerasFile(kerasJson()));
  expect(read).toMatchObject({ ok: true, notes: [] });
  expect(read.ok && sameNetwork(read.graph, graph)).toBe(true);
});

// Of Node since 20.12; every browser has it.
test.skipIf(!hasDeflateRaw())("a .keras archive, compressed", async () => {
  const read = await readModelFile(await kerasFile(kerasJson(), { compress: true }));
  expect(read.ok && sameNetwork(read.graph, graph)).toBe(true);
});

test("Keras JSON and a file of the builder's own", async () => {
  expect(await reading("model.json", kerasJson())).toMatchObject({ ok: true, notes: [] });
  const own = await reading("own.json", JSON.stringify(PRESETS[0]?.graph));
  expect(own).toMatchObject({ ok: true, notes: null });
});

const deep = `${'{"class_name":'.repeat(100_000)}1${"}".repeat(100_000)}`;
test.each([
  ["no archive", new File(["no zip"], "network.keras"), /no config\.json/],
  ["an empty file", new File([], "network.keras"), /no config\.json/],
  ["larger than 2 MB", new File([new Uint8Array(2_000_001)], "model.json"), /larger than 2 MB/],
  ["too deep", new File([deep], "model.json"), /nested too deep/],
  [
    "settings that are too deep",
    new File(
      [`{"version":1,"edges":[],"nodes":[{"id":"a","type":"Dense","settings":{"a":${deep}}}]}`],
      "own.json",
    ),
    /nested too deep/,
  ],
  ["another class", new File(['{"class_name": "Bert"}'], "model.json"), /Bert/],
])("%s is refused with a reason", async (_, file, reason) => {
  expect(await readModelFile(file)).toEqual({ ok: false, reason: expect.stringMatching(reason) });
});

test("archives that would fill the memory, or hold something else, are refused", async () => {
  const large = await kerasFile(" ".repeat(3_000_000), { compress: hasDeflateRaw() });
  expect(await readModelFile(large)).toEqual({
    ok: false,
    reason: expect.stringMatching(/larger than 2 MB/),
  });
  const other = await kerasFile("{}", { name: "other.json" });
  expect(await readModelFile(other)).toEqual({ ok: false, reason: expect.stringMatching(/no config\.json/) });
  // The directory says that it is small.
  const bytes = Buffer.from(await large.arrayBuffer());
  const entry = bytes.lastIndexOf("config.json") - 46;
  bytes.writeUInt32LE(10, entry + 24);
  const lying = await readModelFile(new File([Uint8Array.from(bytes)], "network.keras"));
  expect(lying).toEqual({ ok: false, reason: expect.stringMatching(/larger than 2 MB/) });
});
