import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import { openDataset } from "../open-dataset.ts";
import type { PackedDescriptor } from "../packed-format.ts";
import { jpeg, smallEurosat, writeZip, type ZipEntry } from "../testing.ts";
import { importEurosat } from "./import-eurosat.ts";
import { parquetOf, zipOf } from "./pictures/testing.ts";

let home: string;
let entries: ZipEntry[];
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "strata-copies-"));
  entries = await smallEurosat(5);
});
afterAll(() => rm(home, { recursive: true, force: true }));

const { classes } = EUROSAT.target;

async function packed(source: string): Promise<PackedDescriptor> {
  return importEurosat({ source, datasetsDir: join(home, "datasets") });
}

async function zipped(name: string, content: readonly ZipEntry[]): Promise<string> {
  await writeZip(join(home, name), content);
  return join(home, name);
}

async function written(name: string, bytes: Uint8Array): Promise<string> {
  await writeFile(join(home, name), bytes);
  return join(home, name);
}

async function unfolded(name: string, content: readonly ZipEntry[]): Promise<string> {
  for (const { path, bytes } of content) {
    await mkdir(dirname(join(home, name, path)), { recursive: true });
    await writeFile(join(home, name, path), bytes);
  }
  return join(home, name);
}

/** The entries with another name for each class, in EuroSAT's order. */
function renamed(names: readonly string[]): ZipEntry[] {
  return entries.map(({ path, bytes }) => {
    const [, folder = "", file = ""] = path.split("/");
    return { path: `${names[classes.indexOf(folder)]}/${file}`, bytes };
  });
}

describe("class names of known copies are EuroSAT's", () => {
  test.each([
    [
      "CLIP",
      "annual crop land|forest|brushland or shrubland|highway or road|industrial buildings or commercial buildings|pasture land|permanent crop land|residential buildings or homes or apartments|river|lake or sea",
    ],
    [
      "CoOp",
      "Annual Crop Land|Forest|Herbaceous Vegetation Land|Highway or Road|Industrial Buildings|Pasture Land|Permanent Crop Land|Residential Buildings|River|Sea or Lake",
    ],
    [
      "torchgeo and the hub",
      "Annual Crop|Forest|Herbaceous Vegetation|Highway|Industrial Buildings|Pasture|Permanent Crop|Residential Buildings|River|Sea & Lake",
    ],
    [
      "spelled otherwise",
      "annual_crop|FOREST|herbaceous-vegetation|03_highway|industrial|Pasture |PERMANENT CROP|residential|1. River|sea_lake",
    ],
  ])("%s", async (name, spelled) => {
    const descriptor = await packed(await zipped(`${name}.zip`, renamed(spelled.split("|"))));
    expect(descriptor).toMatchObject({
      target: { classes },
      counts: { train: 30, validation: 10, test: 10 },
    });
  });

  test("another name is refused once, with how many others lie in it", async () => {
    const names = classes.map((name) => (name === "Forest" ? "Desert" : name));
    await expect(packed(await zipped("desert.zip", renamed(names)))).rejects.toThrow(
      /^desert\.zip: Desert\/Forest_1\.jpg lies in "Desert", which is not a class of EuroSAT \(and 4 others like it\)$/,
    );
  });
});

test("what systems and file managers leave is passed over, in any case", async () => {
  const clutter = [
    "Forest/thumbs.db",
    "Forest/Thumbs.db",
    "River/Desktop.ini",
    "River/EHTHUMBS.DB",
    "River/ehthumbs_vista.db",
    "@eaDir/River/River_1.jpg/SYNOPHOTO_THUMB_M.jpg",
    "River/@eaDir/River_1.jpg/SYNOPHOTO_THUMB_M.jpg",
    "#recycle/Sea/1.jpg",
    "__macosx/EuroSAT_RGB/Forest/._Forest_1.jpg",
    "Forest/._Forest_1.jpg",
    "Forest/.DS_Store",
    "Forest/Icon\r",
  ].map((path) => ({ path: `EuroSAT_RGB/${path}`, bytes: Buffer.from("x") }));
  const plain = await packed(await zipped("plain.zip", entries));
  expect(await packed(await zipped("cluttered.zip", [...entries, ...clutter]))).toEqual(plain);
  expect(await packed(await unfolded("cluttered", [...entries, ...clutter]))).toEqual(plain);
});

describe("bytes that are not the zip's", () => {
  test.each<[string, (zip: Buffer) => Buffer]>([
    ["a newline behind it", (zip) => Buffer.concat([zip, Buffer.from("\n")])],
    ["a page behind it", (zip) => Buffer.concat([zip, Buffer.alloc(200_000, "<p>")])],
    ["a program before it", (zip) => Buffer.concat([Buffer.from("MZ"), Buffer.alloc(70_000, 7), zip])],
    [
      "a comment that looks like another end",
      (zip) => {
        const comment = Buffer.from("PK\u0005\u0006 is how a zip ends, and this one does not end here");
        const end = Buffer.from(zip);
        end.writeUInt16LE(comment.length, zip.length - 2);
        return Buffer.concat([end, comment]);
      },
    ],
    ["both", (zip) => Buffer.concat([Buffer.alloc(3, 1), zip, Buffer.alloc(3, 2)])],
  ])("%s are passed over, whatever the file is called", async (name, change) => {
    const zip = await zipOf(entries);
    const plain = await packed(await written("whole.zip", zip));
    expect(await packed(await written(`${name}.exe`, change(zip)))).toEqual(plain);
    expect(await packed(await written(`${name}.zip`, change(zip)))).toEqual(plain);
  });

  test("a zip that lost a byte anywhere but behind it is still refused", async () => {
    const zip = await zipOf(entries);
    for (const broken of [
      zip.subarray(1),
      zip.subarray(0, -1),
      Buffer.concat([zip.subarray(0, -1), Buffer.alloc(2_000_000)]),
    ]) {
      await expect(packed(await written("broken.zip", broken))).rejects.toThrow(
        /not a whole zip file|cannot be unpacked/,
      );
    }
  });
});

describe("names that are unique in their split only", () => {
  const numbered = (): ZipEntry[] =>
    entries.map(({ path, bytes }) => {
      const [, name, number] = /\/(\w+)_(\d+)\.jpg$/.exec(path) ?? [];
      return Number(number) <= 3
        ? { path: `train/${name}/${number}.jpg`, bytes }
        : { path: `val/${name}/${Number(number) - 3}.jpg`, bytes };
    });

  test("in a zip and in a folder: every picture is there once, by number and then by folder", async () => {
    const descriptor = await packed(await zipped("numbered.zip", numbered()));
    expect(descriptor.counts).toEqual({ train: 30, validation: 10, test: 10 });
    expect(await packed(await unfolded("numbered", numbered()))).toEqual(descriptor);
    const dataset = await openDataset(join(home, "datasets", descriptor.id));
    const pixels = async (index: number) =>
      new Uint8Array(await sharp(entries[index]?.bytes).raw().toBuffer());
    // train/1, val/1, train/2 train; val/2, which is tile 5, validates; train/3 is the test.
    expect(await dataset.readTile("train", 1)).toEqual(await pixels(3));
    expect(await dataset.readTile("validation", 0)).toEqual(await pixels(4));
    expect(await dataset.readTile("test", 0)).toEqual(await pixels(2));
  });

  test("in parquet files", async () => {
    const shard = (from: number, to: number): Buffer =>
      parquetOf(
        classes.flatMap((_, label) =>
          entries.slice(label * 5 + from, label * 5 + to).map(({ bytes }) => ({ bytes, label })),
        ),
        "label",
        [...classes],
      );
    const folder = await unfolded("shards", [
      { path: "data/train-00000-of-00001.parquet", bytes: shard(0, 3) },
      { path: "data/test-00000-of-00001.parquet", bytes: shard(3, 5) },
    ]);
    expect((await packed(folder)).counts).toEqual({ train: 30, validation: 10, test: 10 });
  });

  test("the same picture under the same name is refused with the true reason, once", async () => {
    const again = entries.map(({ path, bytes }) => ({ path: `again/${path}`, bytes }));
    await expect(packed(await zipped("twice.zip", [...entries, ...again]))).rejects.toThrow(
      /^twice\.zip: again\/.*\.jpg is there twice, byte for byte: "twice\.zip: EuroSAT_RGB\/.*" \(and 49 others like it\)$/,
    );
  });
});

describe("parquet", () => {
  const rows = () => entries.map(({ bytes }, index) => ({ bytes, label: Math.floor(index / 5) }));

  test("pictures that are not embedded are told of once, with what to do", async () => {
    const paths = parquetOf(
      rows().map(({ label }) => ({ bytes: null, label })),
      "label",
      [...classes],
    );
    await expect(packed(await written("paths-only.parquet", paths))).rejects.toThrow(
      /^paths-only\.parquet row 0 has the path "0\.png" and no bytes: pictures have to be embedded in the file \(and 49 others like it\)$/,
    );
  });

  test("labels without names, unknown labels and names are told of once", async () => {
    const numbers = parquetOf(rows(), "label");
    await expect(packed(await written("numbers.parquet", numbers))).rejects.toThrow(
      "numbers.parquet row 0 (0.png) has label 0, which the file's metadata does not name (and 49 others like it)",
    );
    const few = parquetOf(rows(), "label", classes.slice(0, 9));
    await expect(packed(await written("few.parquet", few))).rejects.toThrow(
      "few.parquet row 45 has label 9, which the file's metadata does not name (and 4 others like it)",
    );
  });

  test("labels as CLIP's strings, in several row groups", async () => {
    const texts = parquetOf(
      rows().map(({ bytes, label }) => ({
        bytes,
        label: label === 9 ? "lake or sea" : (classes[label] ?? ""),
      })),
      "label",
    );
    expect((await packed(await written("texts.parquet", texts))).counts.train).toBe(30);
  });
});

describe("what is brought by mistake", () => {
  test.each<[string, () => Buffer | Promise<Buffer>, RegExp]>([
    ["rar.zip", () => Buffer.from("Rar!\u001a\u0007\u0001\0 and so on"), /rar\.zip is a RAR archive/],
    ["seven.zip", () => Buffer.from("377abcaf271c0004", "hex"), /seven\.zip is a 7z archive/],
    ["tiles.tar.gz", () => Buffer.from("1f8b0800", "hex"), /tiles\.tar\.gz is a tar or a compressed file/],
    ["one.jpg", () => jpeg(), /one\.jpg is one picture, not a dataset/],
    [
      "nested.zip",
      async () => zipOf([{ path: "EuroSAT.zip", bytes: await zipOf(entries) }]),
      /nested\.zip: EuroSAT\.zip is an archive within the archive, which is not opened/,
    ],
    ["empty.zip", () => zipOf([]), /empty\.zip has no images of class AnnualCrop/],
  ])("%s", async (name, bytes, message) => {
    await expect(packed(await written(name, await bytes()))).rejects.toThrow(message);
  });
});

test("pictures of several formats in one class", async () => {
  const flat = sharp({ create: { width: 64, height: 64, channels: 3, background: "#336699" } });
  const others: ZipEntry[] = [
    { path: "EuroSAT_RGB/Forest/Forest_6.JPEG", bytes: await flat.clone().jpeg({ quality: 100 }).toBuffer() },
    { path: "EuroSAT_RGB/Forest/Forest_7.PNG", bytes: await flat.clone().png().toBuffer() },
    {
      path: "EuroSAT_RGB/Forest/Forest_8.webp",
      bytes: await flat.clone().webp({ lossless: true }).toBuffer(),
    },
    {
      path: "EuroSAT_RGB/Forest/Forest_9.Tif",
      bytes: await flat.clone().tiff({ compression: "lzw" }).toBuffer(),
    },
    {
      path: "EuroSAT_RGB/Forest/Forest_10.png",
      bytes: await flat.clone().toColourspace("rgb16").png().toBuffer(),
    },
  ];
  const { id, counts } = await packed(await zipped("formats.zip", [...entries, ...others]));
  expect(counts.train).toBe(33);
  const dataset = await openDataset(join(home, "datasets", id));
  // Six of Forest train, two validate, two are the test: tiles 9 and 10.
  for (const index of [1, 2]) {
    expect([...(await dataset.readTile("test", index)).subarray(0, 3)]).toEqual([0x33, 0x66, 0x99]);
  }
});
