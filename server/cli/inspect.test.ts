import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chainGraph } from "#models/graph/chain.ts";
import { inspectIn } from "./inspect/testing.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-inspect-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const graph = chainGraph(
  [
    { type: "Conv2D", settings: { filters: 4 } },
    { type: "Flatten" },
    { type: "Dense", settings: { units: 10 } },
  ],
  [8, 8, 3],
);

async function fileOf(name: string, content: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}

const inspect = (...args: string[]) => inspectIn(folder, args);

test("a network is told layer by layer, without Output, and is taken", async () => {
  const file = await fileOf("mine.txt", JSON.stringify(graph));
  const { code, stdout } = await inspect(file, "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    file,
    kind: "network",
    inputShape: [8, 8, 3],
    params: 112 + 1450,
    layers: [
      { name: "input", type: "Input", outputShape: [8, 8, 3] },
      { name: "conv2d", type: "Conv2D", outputShape: [6, 6, 4] },
      { name: "flatten", type: "Flatten", outputShape: [144] },
      { name: "dense", type: "Dense", outputShape: [10] },
    ],
    notes: [],
  });
});

test("of several files each is told, and one that is refused ends it with 2", async () => {
  const files = [await fileOf("good.json", JSON.stringify(graph)), await fileOf("bad.json", "{}")];
  const { code, stdout } = await inspect("--json", ...files);
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject([
    { file: files[0], kind: "network", params: 1562 },
    { file: files[1], kind: "network", refused: expect.stringContaining("not a model") },
  ]);
  const inWords = await inspect(...files);
  expect(inWords.code).toBe(2);
  expect(inWords.stdout).toContain("a network of 8 x 8 x 3 with 1,562 parameters");
  expect(inWords.stderr).toContain(`${files[1]}: a network, refused.`);
});

test("a network that the builder takes and Train does not yet is taken, and said so", async () => {
  const open = chainGraph([{ type: "Conv2D", settings: { filters: 4 } }], [8, 8, 3]);
  const { code, stdout } = await inspect(await fileOf("open.json", JSON.stringify(open)), "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    params: 112,
    layers: [{ name: "input" }, { name: "conv2d", outputShape: [6, 6, 4] }],
    notes: [expect.stringMatching(/^It cannot be trained as it is: Output needs a flat input/)],
  });
});

test("a layer that is out of bounds is refused by its name", async () => {
  const wide = chainGraph([{ type: "Flatten" }, { type: "Dense", settings: { units: 1e6 } }], [8, 8, 3]);
  const { code, stdout } = await inspect(await fileOf("wide.json", JSON.stringify(wide)), "--json");
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    refused: expect.stringMatching(/^dense: units: .*received 1000000$/),
  });
});

test("what cannot be read at all is said in words", async () => {
  const empty = await fileOf("empty.json", "");
  const huge = await fileOf("huge.json", "{");
  await truncate(huge, 5_000_000_000);
  const missing = join(folder, "missing.json");
  const { code, stdout } = await inspect("--json", empty, huge, missing);
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject([
    { file: empty, refused: "The file is empty" },
    { file: huge, refused: "The file is larger than 4 MB" },
    { file: missing, refused: expect.stringContaining("cannot be read") },
  ]);
  expect(await inspect()).toMatchObject({ code: 2, stderr: expect.stringContaining("No FILE is named") });
});
