import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import { classesOf, parquetOf, zipOf } from "#server/datasets/import/pictures/testing.ts";
import { jpeg, smallEurosat } from "#server/datasets/testing.ts";
import { inspectIn } from "./inspect/testing.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-inspect-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
}

const inspect = (...args: string[]) => inspectIn(folder, args);

const { classes } = EUROSAT.target;

test("datasets are told as EuroSAT or as one's own, with what their classes are called here", async () => {
  const tiles = await smallEurosat(5);
  const spelled = tiles.map(({ path, bytes }) => ({
    path: path.replace("/SeaLake/", "/Sea or Lake/"),
    bytes,
  }));
  const broken = { path: "pets/cat/broken.jpg", bytes: Buffer.from("x") };
  for (const { path, bytes } of await classesOf(["cat", "dog"], 6, "pets/")) await fileOf(path, bytes);
  await fileOf(broken.path, broken.bytes);
  await fileOf("pets/cat/thumbs.db", "x");
  const table = Array.from({ length: 200 }, (_, row) => `${row},${Math.sin(row)}`).join("\n");
  const files = [
    await fileOf("copy.zip", Buffer.concat([await zipOf(spelled), Buffer.from("\n")])),
    join(folder, "pets"),
    await fileOf("sensor.csv", `index,value\n${table}\n`),
  ];
  const { code, stdout } = await inspect(...files, "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject([
    {
      file: files[0],
      kind: "dataset",
      dataset: "EuroSAT",
      classes,
      perClass: { AnnualCrop: 5, SeaLake: 5 },
      counts: { train: 30, validation: 10, test: 10 },
      size: [64, 64],
      refused: [],
      notes: ['"Sea or Lake" is called SeaLake here', expect.stringContaining("Split: In each class")],
    },
    {
      file: files[1],
      kind: "dataset",
      dataset: "own pictures",
      classes: ["cat", "dog"],
      perClass: { cat: 6, dog: 6 },
      counts: { train: 8, validation: 2, test: 2 },
      size: [64, 64],
      refused: [{ name: "cat/broken.jpg", reason: "is no JPEG, PNG, WebP, AVIF, TIFF or GIF", count: 1 }],
    },
    { file: files[2], kind: "dataset", dataset: "own time series", size: [24, 1], refused: [] },
  ]);
});

test("a dataset that is refused ends it with 2 and tells what is wrong with many once", async () => {
  const rows = Array.from({ length: 50 }, (_, index) => ({ bytes: null, label: index % 10 }));
  const files = [
    await fileOf("paths.parquet", parquetOf(rows, "label", [...classes])),
    await fileOf("packed.zip", Buffer.from("Rar!\u001a\u0007\u0001\0")),
    await fileOf("text.zip", "no zip"),
  ];
  const { code, stdout } = await inspect("--json", ...files);
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject([
    {
      kind: "dataset",
      refused: [
        {
          name: "paths.parquet row 0",
          reason: 'has the path "0.png" and no bytes: pictures have to be embedded in the file',
          count: 50,
        },
      ],
    },
    { kind: "dataset", refused: [{ reason: expect.stringContaining("packed.zip is a RAR archive") }] },
    { kind: "dataset", refused: [{ reason: expect.stringContaining("text.zip is not a whole zip file") }] },
  ]);
  const inWords = await inspect(...files);
  expect(inWords.stderr.trim().split("\n").length).toBeLessThanOrEqual(9);
});

test("pictures are told by their size and mean colour once decoded", async () => {
  const left = await sharp({ create: { width: 30, height: 20, channels: 3, background: "#ff0000" } })
    .png()
    .toBuffer();
  const turned = await sharp({ create: { width: 60, height: 20, channels: 3, background: "#0000ff" } })
    .composite([{ input: left, left: 0, top: 0 }])
    .withMetadata({ orientation: 6 })
    .tiff({ compression: "lzw" })
    .toBuffer();
  const clear = await sharp({ create: { width: 3, height: 2, channels: 4, background: "#00000000" } })
    .png()
    .toBuffer();
  const files = [
    await fileOf("turned.tif", turned),
    await fileOf("clear", clear),
    await fileOf(
      "grey.png",
      await sharp(await jpeg())
        .toColourspace("b-w")
        .png()
        .toBuffer(),
    ),
    await fileOf("half.jpg", (await jpeg()).subarray(0, 400)),
    await fileOf("phone.heic", Buffer.from("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "latin1")),
  ];
  const { code, stdout } = await inspect("--json", ...files);
  expect(code).toBe(2);
  const told = JSON.parse(stdout) as { meanColour: number[] }[];
  expect(told).toMatchObject([
    { file: files[0], kind: "picture", width: 20, height: 60, meanColour: [127.5, 0, 127.5] },
    { kind: "picture", width: 3, height: 2, meanColour: [255, 255, 255] },
    { kind: "picture", width: 64, height: 64 },
    { kind: "picture", refused: expect.stringMatching(/^It is broken: /) },
    { kind: "picture", refused: "It is HEIC, which cannot be decoded here: save it as JPEG" },
  ]);
  expect(new Set(told[2]?.meanColour).size).toBe(1);
});
