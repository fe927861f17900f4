import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import { findTiles, readSplit } from "#server/engine/export/notebook/read-eurosat.ts";
import { SPLIT_NAMES } from "../packed-format.ts";
import { smallEurosat, writeZip, type ZipEntry } from "../testing.ts";
import { openSource } from "./open-source.ts";
import { planEurosat } from "./plan-eurosat.ts";

const hasPython = spawnSync("python3", ["--version"]).status === 0;

let home: string;
let entries: ZipEntry[];
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "strata-notebook-"));
  entries = await smallEurosat(12);
});
afterAll(() => rm(home, { recursive: true, force: true }));

const { classes } = EUROSAT.target;
const clutter = (path: string): ZipEntry => ({ path, bytes: Buffer.from("x") });

const KINDS: readonly (readonly [string, (entries: ZipEntry[]) => ZipEntry[]])[] = [
  ["as published", (whole) => whole],
  [
    "zipped on a Mac",
    (whole) => [
      ...whole,
      ...whole.map(({ path }) => clutter(`__MACOSX/${path.replace(/([^/]*)$/, "._$1")}`)),
      clutter("EuroSAT_RGB/Forest/.DS_Store"),
      clutter("EuroSAT_RGB/Forest/._Forest_99.jpg"),
      clutter("EuroSAT_RGB/River/Thumbs.db"),
      clutter("EuroSAT_RGB/@eaDir/River/River_1.jpg"),
      clutter("EuroSAT_RGB/README.txt"),
    ],
  ],
  [
    "as PNG, TIFF and JPEG",
    (whole) =>
      whole.map(({ path, bytes }, index) => ({
        path: path.replace("jpg", ["png", "TIF", "JPEG"][index % 3] ?? ""),
        bytes,
      })),
  ],
  [
    "spelled by CoOp",
    (whole) =>
      whole.map(({ path, bytes }) => ({
        path: path.replace("SeaLake/", "Sea or Lake/").replace("Highway/", "highway_or_road/"),
        bytes,
      })),
  ],
  [
    "numbered in each split",
    (whole) =>
      whole.map(({ path, bytes }) => {
        const [, name, number] = /\/(\w+)_(\d+)\.jpg$/.exec(path) ?? [];
        return Number(number) <= 7
          ? { path: `train/${name}/${number}.jpg`, bytes }
          : { path: `val/${name}/img ${Number(number) - 7}.2.jpg`, bytes };
      }),
  ],
  [
    "without numbers",
    (whole) =>
      whole.map(({ path, bytes }, index) => ({
        path: path.replace(/_\d+/, `-${"cbad"[index % 4]}${"xyz"[Math.floor(index / 4) % 3]}`),
        bytes,
      })),
  ],
];

/** What the notebook's own code makes of a source: of each split, class and path of every tile. */
function readByNotebook(source: string): Record<string, [number, string][]> {
  const program = [
    "import io, json, os, re, sys, urllib.request, zipfile",
    "from collections import Counter",
    "from functools import partial",
    "from pathlib import Path",
    findTiles({ url: "https://example.org/none.zip", fileName: "none.zip" }),
    readSplit([64, 64, 3], classes),
    'print(json.dumps({split: [(label, path) for label, path, _ in tiles_of_split(split)] for split in ("train", "validation", "test")}))',
  ].join("\n");
  const env = { ...process.env, EUROSAT: source };
  return JSON.parse(
    execFileSync("python3", ["-c", program], { env, encoding: "utf8", stdio: "pipe" }),
  ) as ReturnType<typeof readByNotebook>;
}

async function readByImporter(source: string): Promise<Record<string, [number, string][]>> {
  const { tiles, close } = await openSource(source);
  const { splits } = await planEurosat(tiles, source);
  await close();
  return Object.fromEntries(
    SPLIT_NAMES.map((split) => [
      split,
      splits[split].map(({ className, path }) => [classes.indexOf(className), path]),
    ]),
  );
}

test.runIf(hasPython).each(KINDS)("the notebook splits %s as the importer does", async (name, change) => {
  const zip = join(home, `${name}.zip`);
  await writeZip(zip, change(entries));
  const expected = await readByImporter(zip);
  expect(expected["test"]).toHaveLength(30);
  expect(readByNotebook(zip)).toEqual(expected);
  const folder = join(home, name);
  execFileSync("python3", ["-m", "zipfile", "-e", zip, folder]);
  expect(readByNotebook(folder)).toEqual(expected);
  expect(await readByImporter(folder)).toEqual(expected);
});

test.runIf(hasPython)("the notebook says plainly which file it wants", async () => {
  const text = join(home, "notes.txt");
  await writeFile(text, "nothing");
  expect(() => readByNotebook(text)).toThrow(
    /notes\.txt is no zip, no folder and no parquet file: set EUROSAT/,
  );
  const other = join(home, "other.zip");
  await writeZip(other, [clutter("cat/1.jpg")]);
  expect(() => readByNotebook(other)).toThrow(
    /other\.zip has no pictures in class folders such as AnnualCrop/,
  );
});

test("what is left out, taken and spelled stands in the notebook as the importer has it", () => {
  const code = findTiles({ url: "https://example.org/a.zip", fileName: "a.zip" });
  for (const told of [
    '"__macosx"',
    '"thumbs.db"',
    '"@eadir"',
    '".png"',
    '".tif"',
    "seaorlake",
    "brushlandorshrubland",
  ]) {
    expect(code).toContain(told);
  }
  expect(code).toContain('file.read(4) == b"PAR1"');
  expect(code).toContain("SOURCE.is_dir()");
});
