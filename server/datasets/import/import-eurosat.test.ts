import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import { openDataset, type PackedDataset } from "../open-dataset.ts";
import type { PackedDescriptor } from "../packed-format.ts";
import type { DatasetProgress } from "../progress.ts";
import {
  jpeg,
  renamedInZip,
  SHARED_DATA,
  smallEurosat,
  writeZip,
  type ZipEntry,
  wholeSplit,
} from "../testing.ts";
import { decodeTile } from "./decode-tile.ts";
import { importEurosat } from "./import-eurosat.ts";
import { openSource } from "./open-source.ts";
import { planEurosat } from "./plan-eurosat.ts";

let home: string;
let datasetsDir: string;
let entries: ZipEntry[];
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "strata-import-"));
  datasetsDir = join(home, "datasets");
  entries = await smallEurosat(20);
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function packedOf(source: string): Promise<PackedDescriptor> {
  return importEurosat({ source, datasetsDir });
}

async function opened({ id }: PackedDescriptor): Promise<PackedDataset> {
  return openDataset(join(datasetsDir, id));
}

/** The entries with some of them changed, by path. */
function changed(changes: Record<string, Buffer>): ZipEntry[] {
  const kept = entries.filter(({ path }) => changes[path] === undefined);
  return [...kept, ...Object.entries(changes).map(([path, bytes]) => ({ path, bytes }))];
}

async function zipped(name: string, content: readonly ZipEntry[]): Promise<string> {
  const file = join(home, name);
  await writeZip(file, content);
  return file;
}

async function unfolded(name: string, content: readonly ZipEntry[]): Promise<string> {
  const folder = join(home, name);
  for (const { path, bytes } of content) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
}

describe("what is accepted", () => {
  test("zip and folder give the same dataset, split by number in each class", async () => {
    const clutter = [
      { path: "__MACOSX/EuroSAT_RGB/Forest/._Forest_1.jpg", bytes: Buffer.from("x") },
      { path: "EuroSAT_RGB/.DS_Store", bytes: Buffer.from("x") },
      { path: "EuroSAT_RGB/Forest/.DS_Store", bytes: Buffer.from("x") },
      { path: "README.txt", bytes: Buffer.from("EuroSAT") },
    ];
    const progress: DatasetProgress[] = [];
    const zip = await importEurosat({
      source: await zipped("small.zip", [...entries.toReversed(), ...clutter]),
      datasetsDir,
      onProgress: (step) => progress.push(step),
    });
    const folder = await packedOf(await unfolded("small", [...entries, ...clutter]));
    expect(folder).toEqual(zip);
    expect(zip).toMatchObject({
      title: "EuroSAT RGB (a subset of 200 tiles)",
      counts: { train: 120, validation: 40, test: 40 },
      isSynthetic: false,
    });
    expect(zip.id).toMatch(/^eurosat-rgb-subset-/);
    expect(progress.at(-1)).toEqual({ phase: "packing", done: 200, total: 200 });

    const dataset = await opened(zip);
    const train = await wholeSplit(dataset, "train");
    const test = await wholeSplit(dataset, "test");
    expect([...train.targets.subarray(0, 13)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    // Tile 1 of River, and the last of SeaLake, number 20: not number 9, which comes last by the alphabet.
    expect(await dataset.readTile("train", 8 * 12)).toEqual(await pixelsOf("EuroSAT_RGB/River/River_1.jpg"));
    expect(test.images.slice(-12_288)).toEqual(await pixelsOf("EuroSAT_RGB/SeaLake/SeaLake_20.jpg"));
    expect(test.targets.at(-1)).toBe(9);
  });

  test("PNG and TIFF, grey and with transparency, become RGB", async () => {
    const grey = { width: 64, height: 64, channels: 3, background: "#777777" } as const;
    const name = "EuroSAT_RGB/Forest/Forest_";
    const kept = entries.filter(({ path }) => ![`${name}1.jpg`, `${name}2.jpg`].includes(path));
    const source = await zipped("formats.zip", [
      ...kept,
      { path: `${name}1.png`, bytes: await sharp({ create: grey }).toColourspace("b-w").png().toBuffer() },
      { path: `${name}2.tif`, bytes: await sharp({ create: grey }).ensureAlpha().tiff().toBuffer() },
    ]);
    const dataset = await opened(await packedOf(source));
    for (const index of [12, 13]) {
      expect(new Set(await dataset.readTile("train", index))).toEqual(new Set([0x77]));
    }
  });

  test.runIf(existsSync(join(SHARED_DATA, "eurosat_rgb.zip")))(
    "the real zip is planned as VTAB splits it, and its tiles decode",
    async () => {
      const source = await openSource(join(SHARED_DATA, "eurosat_rgb.zip"));
      try {
        const { descriptor, splits } = await planEurosat(source.tiles, "eurosat_rgb.zip");
        expect(descriptor).toEqual(EUROSAT);
        for (const [split, count] of [
          ["train", 16_200],
          ["validation", 5400],
          ["test", 5400],
        ] as const) {
          expect(splits[split]).toHaveLength(count);
        }
        expect(splits.validation.at(0)?.name).toBe("AnnualCrop_1801.jpg");
        expect(splits.test.at(-1)?.name).toBe("SeaLake_3000.jpg");
        for (const tile of splits.test.filter((_, index) => index % 200 === 0)) {
          expect(await decodeTile(await tile.read(), tile.where, { width: 64, height: 64 })).toHaveLength(
            12_288,
          );
        }
      } finally {
        await source.close();
      }
    },
  );

  test.runIf(existsSync(join(SHARED_DATA, "eurosat-1k-train-00000-of-00001.parquet")))(
    "the Hugging Face parquet of 1,000 real tiles, as a file and as a folder",
    async () => {
      const file = join(SHARED_DATA, "eurosat-1k-train-00000-of-00001.parquet");
      const packed = await packedOf(file);
      expect(packed).toMatchObject({
        title: "EuroSAT RGB (a subset of 1,000 tiles)",
        target: EUROSAT.target,
        counts: { train: 600, validation: 200, test: 200 },
      });
      const dataset = await opened(packed);
      const { targets: labels } = await wholeSplit(dataset, "test");
      for (let label = 0; label < 10; label += 1) {
        expect([...labels].filter((one) => one === label)).toHaveLength(20);
      }
      const folder = join(home, "hub");
      await mkdir(join(folder, "data"), { recursive: true });
      await symlink(file, join(folder, "data", "train-00000-of-00001.parquet"));
      expect(await packedOf(folder)).toEqual(packed);
    },
  );
});

describe("what is refused, by name, with nothing left behind", () => {
  const forest = "EuroSAT_RGB/Forest/Forest_7.jpg";

  test.each<[string, () => Promise<Record<string, Buffer>> | Record<string, Buffer>, RegExp]>([
    [
      "a broken image",
      async () => ({ [forest]: (await jpeg()).subarray(0, -300) }),
      /Forest_7\.jpg is broken: /,
    ],
    ["an empty image", () => ({ [forest]: Buffer.alloc(0) }), /Forest_7\.jpg is empty/],
    [
      "a larger image",
      async () => ({ [forest]: await jpeg(undefined, [640, 480]) }),
      /Forest_7\.jpg has 640x480 pixels, expected 64x64/,
    ],
    [
      "a smaller image",
      async () => ({ [forest]: await jpeg(undefined, [63, 64]) }),
      /Forest_7\.jpg has 63x64 pixels, expected 64x64/,
    ],
    [
      "SVG called JPEG",
      () => ({ [forest]: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"/>') }),
      /Forest_7\.jpg is a drawing \(SVG\)/,
    ],
    [
      "another file in a class",
      () => ({ "EuroSAT_RGB/Forest/run.svg": Buffer.from("<svg/>") }),
      /run\.svg is a drawing \(SVG\)/,
    ],
    [
      "an unknown class",
      async () => ({ "EuroSAT_RGB/Desert/Desert_1.jpg": await jpeg() }),
      /Desert_1\.jpg lies in "Desert", which is not a class of EuroSAT/,
    ],
    [
      "an image outside of the classes",
      async () => ({ "preview.jpg": await jpeg() }),
      /preview\.jpg lies in no class folder/,
    ],
    [
      "the same image twice",
      () => ({ "copy/Forest/Forest_7.jpg": contentOf(forest) }),
      /copy\/Forest\/Forest_7\.jpg is there twice, byte for byte: ".*EuroSAT_RGB\/Forest\/Forest_7\.jpg"|EuroSAT_RGB\/Forest\/Forest_7\.jpg is there twice/,
    ],
  ])("%s", async (name, changes, message) => {
    const content = changed(await changes());
    const place = name.replaceAll(" ", "-");
    const before = await leftIn(datasetsDir);
    await expect(packedOf(await zipped(`${place}.zip`, content))).rejects.toThrow(message);
    await expect(packedOf(await unfolded(place, content))).rejects.toThrow(message);
    expect(await leftIn(datasetsDir)).toEqual(before);
  });

  test("a class with no images, or too few to split", async () => {
    const without = entries.filter(({ path }) => !path.includes("/Pasture/"));
    await expect(packedOf(await zipped("no-pasture.zip", without))).rejects.toThrow(
      "no-pasture.zip has no images of class Pasture",
    );
    const few = entries.filter(({ path }) => !/Pasture_([4-9]|\d\d)\.jpg/.test(path));
    await expect(packedOf(await zipped("few.zip", few))).rejects.toThrow(
      /only 3, .* images of class Pasture/,
    );
  });

  test("a path that is not there, and a file of another kind", async () => {
    await expect(packedOf(join(home, "nowhere.zip"))).rejects.toThrow(/no file or folder .*nowhere\.zip/);
    const text = join(home, "notes.txt");
    await writeFile(text, "no pictures here");
    await expect(packedOf(text)).rejects.toThrow(/notes\.txt is neither a zip nor a parquet file/);
  });

  test("a zip that was cut short, anywhere", async () => {
    const whole = await readFile(await zipped("whole.zip", entries));
    const file = join(home, "cut.zip");
    for (const length of [0, 1, 100, Math.floor(whole.length / 2), whole.length - 30]) {
      await writeFile(file, whole.subarray(0, length));
      await expect(packedOf(file)).rejects.toThrow(/cut\.zip is not a whole zip file/);
    }
  });

  test("a zip with flipped bits in an image", async () => {
    const file = await zipped("flipped.zip", entries);
    const bytes = await readFile(file);
    bytes[bytes.indexOf("Forest_7.jpg") + 300]! ^= 0x40;
    await writeFile(file, bytes);
    await expect(packedOf(file)).rejects.toThrow(/Forest_7\.jpg cannot be unpacked/);
  });

  test("names that climb out of the zip", async () => {
    const file = await zipped("climb.zip", entries);
    for (const evil of ["/EuroSAT_RG/Forest/Forest_7.jpg", "../uroSAT_RG/Forest/Forest_7.jpg"]) {
      await writeFile(file, await renamedInZip(file, forest, evil.slice(0, forest.length)));
      await expect(packedOf(file)).rejects.toThrow(
        /climb\.zip has a bad directory: (absolute|invalid relative) path/,
      );
      await writeZip(file, entries);
    }
    expect(existsSync(join(home, "..", "uroSAT_RG"))).toBe(false);
  });

  test("an entry that declares more than an image has, or holds more than it declares", async () => {
    const bomb = changed({ [forest]: Buffer.alloc(8 * 1024 ** 2) });
    await expect(packedOf(await zipped("bomb.zip", bomb))).rejects.toThrow(
      /Forest_7\.jpg has 8388608 bytes, an image has at most 4194304/,
    );
    // The same with a directory that lies about the size.
    const file = await zipped("liar.zip", bomb);
    const bytes = await readFile(file);
    const entry = bytes.lastIndexOf(forest) - 46;
    expect(bytes.readUInt32LE(entry)).toBe(0x02014b50);
    bytes.writeUInt32LE(1000, entry + 24);
    await writeFile(file, bytes);
    await expect(packedOf(file)).rejects.toThrow(
      /Forest_7\.jpg cannot be unpacked: .*larger than 1000 bytes/,
    );
  });

  test("more entries than EuroSAT could have, told before they are listed", async () => {
    const file = await zipped("crowd.zip", entries.slice(0, 3));
    const bytes = await readFile(file);
    const crowd = Buffer.concat([bytes.subarray(0, -22), zip64End(bytes, 400_000), crowdedEnd(bytes)]);
    await writeFile(file, crowd);
    await expect(packedOf(file)).rejects.toThrow("crowd.zip has 400000 entries, at most 300000 are read");
  });

  test("images that unpack to more than a gigabyte together", async () => {
    const file = await zipped("swollen.zip", entries);
    const bytes = await readFile(file);
    let entry = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    let repeated = bytes.subarray(0, entry);
    const directory = bytes.subarray(entry, -22);
    for (entry = 0; entry < directory.length;) {
      directory.writeUInt32LE(4 * 1024 ** 2, entry + 24);
      entry += 46 + directory.readUInt16LE(entry + 28) + directory.readUInt16LE(entry + 30);
    }
    const start = repeated.length;
    for (let copy = 0; copy < 2; copy += 1) repeated = Buffer.concat([repeated, directory]);
    const end = Buffer.from(bytes.subarray(-22));
    end.writeUInt16LE(400, 8);
    end.writeUInt16LE(400, 10);
    end.writeUInt32LE(2 * directory.length, 12);
    end.writeUInt32LE(start, 16);
    await writeFile(file, Buffer.concat([repeated, end]));
    await expect(packedOf(file)).rejects.toThrow(/swollen\.zip unpacks to more than 1073741824 bytes/);
  });

  test("parquet that is cut short or holds something else", async () => {
    const file = join(home, "bad.parquet");
    await writeFile(file, `PAR1${"x".repeat(200)}PAR1`);
    await expect(packedOf(file)).rejects.toThrow(/bad\.parquet cannot be read as parquet/);
  });

  test("aborting midway", async () => {
    const abort = new AbortController();
    const before = await leftIn(datasetsDir);
    const source = await zipped("aborted.zip", [
      ...entries,
      ...entries
        .map(({ path, bytes }) => ({ path: path.replace(/_(\d+)\.jpg/, "_1$1.jpg"), bytes }))
        .filter(({ path }) => !entries.some((entry) => entry.path === path)),
    ]);
    const importing = importEurosat({
      source,
      datasetsDir,
      signal: abort.signal,
      onProgress: ({ phase }) => phase === "packing" && abort.abort(new Error("stopped by hand")),
    });
    await expect(importing).rejects.toThrow("stopped by hand");
    expect(await leftIn(datasetsDir)).toEqual(before);
  });
});

async function leftIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

function contentOf(path: string): Buffer {
  return entries.find((entry) => entry.path === path)!.bytes;
}

async function pixelsOf(path: string): Promise<Uint8Array> {
  return new Uint8Array(await sharp(contentOf(path)).raw().toBuffer());
}

/** Zip64 end record and its locator, which declare `count` entries. */
function zip64End(zip: Buffer, count: number): Buffer {
  const end = zip.subarray(-22);
  const record = Buffer.alloc(76);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(end.readUInt32LE(12)), 40);
  record.writeBigUInt64LE(BigInt(end.readUInt32LE(16)), 48);
  record.writeUInt32LE(0x07064b50, 56);
  record.writeBigUInt64LE(BigInt(zip.length - 22), 64);
  record.writeUInt32LE(1, 72);
  return record;
}

function crowdedEnd(zip: Buffer): Buffer {
  const end = Buffer.from(zip.subarray(-22));
  end.writeUInt16LE(0xffff, 8);
  end.writeUInt16LE(0xffff, 10);
  end.writeUInt32LE(0xffffffff, 12);
  end.writeUInt32LE(0xffffffff, 16);
  return end;
}
