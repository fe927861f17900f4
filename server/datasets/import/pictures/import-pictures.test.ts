import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import type { ZipEntry } from "../../testing.ts";
import { bundleOf, classesOf, drawn, imported, parquetOf, zipOf } from "./testing.ts";

const text = (content: string): Buffer => Buffer.from(content);
const PETS = ["cat", "dog"];

/** Mean of each channel of the first training picture. */
async function firstMeans(buffer: Buffer, options: Parameters<typeof imported>[1] = {}): Promise<number[]> {
  const { splits, inputShape } = await imported(buffer, options);
  const pixels = (await splits.train[0]?.pixels()) ?? new Uint8Array();
  const channels = inputShape[2];
  return Array.from({ length: channels }, (_, channel) => {
    const values = pixels.filter((_, index) => index % channels === channel);
    return Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
  });
}

describe("class folders", () => {
  test("at any depth, with clutter, a README and mixed case", async () => {
    const entries: ZipEntry[] = [
      ...(await classesOf(PETS, 10, "my pets/2024/")),
      { path: "more/Dog/a.PNG", bytes: await drawn(5000).png().toBuffer() },
      { path: "more/cat/b.JpEg", bytes: await drawn(5001).jpeg().toBuffer() },
      { path: "__MACOSX/my pets/cat/._1.png", bytes: text("x") },
      { path: "my pets/.DS_Store", bytes: text("x") },
      { path: "my pets/README.md", bytes: text("x") },
    ];
    const { report, classes, inputShape } = await imported(await zipOf(entries));
    expect(classes).toEqual(["cat", "dog"]);
    expect(inputShape).toEqual([32, 32, 3]);
    expect(report).toMatchObject({
      layout: "class folders",
      pictures: 22,
      splits: { train: 14, validation: 4, test: 4 },
      classes: [
        { name: "cat", found: 11, train: 7, validation: 2, test: 2, tooFew: null },
        { name: "dog", found: 11, train: 7, validation: 2, test: 2, tooFew: null },
      ],
      refused: { count: 0, files: [] },
      ignored: { count: 1, names: ["my pets/README.md"] },
      values: null,
    });
  });

  test("a folder sent as one stream gives what its zip gives", async () => {
    const entries = await classesOf(PETS, 6, "pets/");
    const fromZip = await imported(await zipOf(entries));
    const fromFolder = await imported(bundleOf(entries), { name: "pets" });
    expect(fromFolder.report).toEqual(fromZip.report);
    for (const split of ["train", "validation", "test"] as const) {
      for (const [index, picture] of fromZip.splits[split].entries()) {
        expect(fromFolder.splits[split][index]?.label).toEqual(picture.label);
        expect(await fromFolder.splits[split][index]?.pixels()).toEqual(await picture.pixels());
      }
    }
  });

  test("folders that name a split are no classes, and split where that is chosen", async () => {
    const entries = [
      ...(await classesOf(PETS, 6, "pets/train/")),
      ...(await classesOf(PETS, 3, "pets/Valid/")),
      ...(await classesOf(PETS, 2, "pets/test/")),
      { path: "pets/cat/stray.png", bytes: await drawn(9000).png().toBuffer() },
    ];
    const { report, splitRule } = await imported(await zipOf(entries), {
      options: { split: { rule: "folders" } },
    });
    expect(report.splits).toEqual({ train: 12, validation: 6, test: 4 });
    expect(report.refused.files).toEqual([
      { name: "pets/cat/stray.png", reason: "lies in no folder train, val or test" },
    ]);
    expect(splitRule).toBe("As the folders train, val and test say");
    const seeded = await imported(await zipOf(entries));
    expect(seeded.report).toMatchObject({ pictures: 23, splits: { validation: 4, test: 4 } });
    expect(seeded.classes).toEqual(PETS);
  });

  test("a split that the folders lack is drawn from train, which cannot be lacking", async () => {
    const some = await classesOf(PETS, 10, "train/");
    const { report, splitRule } = await imported(
      await zipOf([...some, ...(await classesOf(PETS, 2, "test/"))]),
      {
        options: { split: { rule: "folders" } },
      },
    );
    expect(report.splits).toEqual({ train: 16, validation: 4, test: 4 });
    expect(splitRule).toMatch(/validation, which they lack, drawn with seed 1 from train, 20 %/);
    await expect(
      imported(await zipOf(await classesOf(PETS, 6)), { options: { split: { rule: "folders" } } }),
    ).rejects.toThrow("There is no folder `train` to split by");
  });

  test("the published rule orders by number", async () => {
    const { splits } = await imported(await zipOf(await classesOf(PETS, 10)), {
      options: { split: { rule: "published" }, side: 64 },
    });
    const pixels = async (seed: number): Promise<Uint8Array> =>
      new Uint8Array(await drawn(seed).raw().toBuffer());
    expect(await splits.train[5]?.pixels()).toEqual(await pixels(5));
    expect(await splits.test[1]?.pixels()).toEqual(await pixels(9));
    expect(await splits.test[3]?.pixels()).toEqual(await pixels(1009));
  });
});

describe("labels from elsewhere", () => {
  test("a table of labels, with pictures that it lacks and rows without a picture", async () => {
    const pictures = await classesOf(["pictures"], 12);
    const rows = pictures
      .slice(0, 11)
      .map(({ path }, index) => `${path.slice(9)},${index % 2 === 0 ? '"cat, big"' : "dog"}`);
    const table = `\ufefffile,label\r\n${rows.join("\r\n")}\r\nnowhere.png,dog\r\n\r\n`;
    const { report, classes } = await imported(
      await zipOf([...pictures, { path: "labels.csv", bytes: text(table) }]),
    );
    expect(classes).toEqual(["cat, big", "dog"]);
    expect(report).toMatchObject({ layout: "table", pictures: 11, refused: { count: 2 } });
    expect(report.refused.files).toEqual([
      { name: "nowhere.png", reason: "is named in row 13 of labels.csv and is not there" },
      { name: "pictures/12.png", reason: "is in no row of labels.csv" },
    ]);
  });

  test("a table of values makes a regression, whose splits have small and great values each", async () => {
    const pictures = await classesOf(["sky"], 40);
    const rows = pictures.map(({ path }, index) => `${path};${index * 10}.5;`);
    const table = `file;value;note\n${rows.join("\n")}`;
    const { report, splits, classes } = await imported(
      await zipOf([...pictures, { path: "data.csv", bytes: text(table) }]),
    );
    expect(classes).toEqual([]);
    expect(report).toMatchObject({
      classes: [],
      values: { least: 0.5, greatest: 390.5 },
      splits: { train: 24, validation: 8, test: 8 },
    });
    expect(report.values?.mean).toBeCloseTo(195.5);
    for (const split of ["validation", "test"] as const) {
      const values = splits[split]
        .map(({ label }) => (label.kind === "value" ? label.value : NaN))
        .toSorted((a, b) => a - b);
      expect(values[0]).toBeLessThan(60);
      expect(values.at(-1)).toBeGreaterThan(340);
    }
  });

  test.each([
    ["", 'has the value "", expected a number with a decimal point, in row 2 of v.csv'],
    ["12 W", 'has the value "12 W", expected a number with a decimal point, in row 2 of v.csv'],
    ["Infinity", 'has the value "Infinity", expected a number with a decimal point, in row 2 of v.csv'],
  ])("the value %j is refused by name", async (value, reason) => {
    const pictures = await classesOf(["sky"], 20);
    const rows = pictures.map(({ path }, index) => `${path},${index === 0 ? value : index}`);
    const table = { path: "v.csv", bytes: text(`file,value\n${rows.join("\n")}`) };
    const { report } = await imported(await zipOf([...pictures, table]));
    expect(report.refused.files).toEqual([{ name: "sky/1.png", reason }]);
    expect(report.pictures).toBe(19);
  });

  test("a table that is none, and two of them", async () => {
    const pictures = await classesOf(PETS, 6);
    const csv = (path: string, content: string): ZipEntry => ({ path, bytes: text(content) });
    const { report } = await imported(await zipOf([...pictures, csv("notes.csv", "who,when\nme,now\n")]));
    expect(report).toMatchObject({ layout: "class folders", ignored: { names: ["notes.csv"] } });
    const two = [...pictures, csv("a.csv", "file,label\nx,y"), csv("b.csv", "file,label\nx,y")];
    await expect(imported(await zipOf(two))).rejects.toThrow("has two tables of labels, a.csv and b.csv");
    const torn = [...pictures, csv("a.csv", 'file,label\n"1.png,cat\n')];
    await expect(imported(await zipOf(torn))).rejects.toThrow(/a\.csv cannot be read as a table: Quote/);
  });

  test("Hugging Face parquet: labels by number and by name, values, and splits by shard", async () => {
    const pictures = await Promise.all(
      Array.from({ length: 24 }, (_, index) => drawn(index).png().toBuffer()),
    );
    const shard = (from: number, to: number): Buffer =>
      parquetOf(
        pictures.slice(from, to).map((bytes, index) => ({ bytes, label: index % 2 })),
        "label",
        PETS,
      );
    const folder = bundleOf([
      { path: "data/train-00000-of-00001.parquet", bytes: shard(0, 14) },
      { path: "data/validation-00000-of-00001.parquet", bytes: shard(14, 18) },
      { path: "data/test-00000-of-00001.parquet", bytes: shard(18, 24) },
    ]);
    const given = await imported(folder, { name: "pets", options: { split: { rule: "folders" } } });
    expect(given.report).toMatchObject({ layout: "parquet", splits: { train: 14, validation: 4, test: 6 } });
    expect(given.classes).toEqual(PETS);

    const named = parquetOf(
      pictures.map((bytes, index) => ({ bytes, label: index < 12 ? "sea" : "land" })),
      "label",
    );
    expect((await imported(named, { name: "x.parquet" })).classes).toEqual(["land", "sea"]);

    const valued = parquetOf(
      pictures.map((bytes, index) => ({ bytes, label: index / 2 })),
      "value",
    );
    expect((await imported(valued, { name: "x.parquet" })).report.values).toMatchObject({
      least: 0,
      greatest: 11.5,
    });
  });

  test("a row without a picture or with an unknown label is refused by name", async () => {
    const pictures = await Promise.all(
      Array.from({ length: 12 }, (_, index) => drawn(index).png().toBuffer()),
    );
    const rows = [
      ...pictures.map((bytes, index) => ({ bytes, label: index % 2 })),
      { bytes: null, label: 0 },
    ];
    rows.push({ bytes: pictures[0] ?? Buffer.alloc(0), label: 7 });
    const { report } = await imported(parquetOf(rows, "label", PETS), { name: "x.parquet" });
    expect(report.refused.files).toEqual([
      {
        name: "x.parquet row 12",
        reason: 'has the path "12.png" and no bytes: pictures have to be embedded in the file',
      },
      { name: "x.parquet row 13", reason: "has label 7, which the file's metadata does not name" },
    ]);
    expect(report.pictures).toBe(12);
  });
});

describe("decoding", () => {
  const rest = classesOf(["z"], 8);
  const one = async (bytes: Buffer, name = "1.png"): Promise<Buffer> => {
    const same = Array.from({ length: 8 }, (_, index) => ({ path: `a/${index}${name.slice(1)}`, bytes }));
    return zipOf([...same, ...(await rest)]);
  };
  const flat = (background: string): Sharp =>
    sharp({ create: { width: 40, height: 40, channels: 3, background } });

  test.each([
    ["jpeg", () => flat("#c86432").jpeg({ quality: 100 })],
    ["png", () => flat("#c86432").png()],
    ["webp", () => flat("#c86432").webp({ lossless: true })],
    ["avif", () => flat("#c86432").avif({ lossless: true })],
    ["tiff", () => flat("#c86432").tiff()],
    ["gif", () => flat("#c86432").gif()],
    ["png of 16 bits", () => flat("#c86432").toColourspace("rgb16").png()],
  ])("%s", async (kind, encode) => {
    const bytes = await encode().toBuffer();
    const means = await firstMeans(await one(bytes, `1.${kind.split(" ")[0]}`));
    for (const [channel, expected] of [200, 100, 50].entries()) {
      expect(Math.abs((means[channel] ?? 0) - expected)).toBeLessThanOrEqual(4);
    }
  });

  test("grey pictures become colour, colour ones grey, and what is transparent lies on white", async () => {
    const grey = await flat("#777777").toColourspace("b-w").png().toBuffer();
    expect(await firstMeans(await one(grey))).toEqual([0x77, 0x77, 0x77]);
    const red = await flat("#ff0000").png().toBuffer();
    const [light] = await firstMeans(await one(red), { options: { colour: "grey" } });
    expect(light).toBeGreaterThan(50);
    expect(light).toBeLessThan(140);
    const clear = await sharp({ create: { width: 40, height: 40, channels: 4, background: "#00000000" } })
      .png()
      .toBuffer();
    expect(await firstMeans(await one(clear))).toEqual([255, 255, 255]);
  });

  test("the first frame of an animation is taken", async () => {
    const frames = [await flat("#ff0000").png().toBuffer(), await flat("#0000ff").png().toBuffer()];
    const animation = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(animation).metadata()).pages).toBe(2);
    expect(await firstMeans(await one(animation, "1.gif"))).toEqual([255, 0, 0]);
  });

  test("EXIF orientation is obeyed", async () => {
    // Red on the left, blue on the right, and a note that it is to be turned by 90 degrees clockwise.
    const left = await sharp({ create: { width: 20, height: 40, channels: 3, background: "#ff0000" } })
      .png()
      .toBuffer();
    const turned = await flat("#0000ff")
      .composite([{ input: left, left: 0, top: 0 }])
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 100, chromaSubsampling: "4:4:4" })
      .toBuffer();
    const { splits } = await imported(await one(turned, "1.jpg"));
    const pixels = (await splits.train[0]?.pixels()) ?? new Uint8Array();
    const at = (row: number, column: number): number[] => [
      ...pixels.subarray((row * 32 + column) * 3, (row * 32 + column) * 3 + 3),
    ];
    for (const column of [2, 29]) {
      expect(at(2, column)[0]).toBeGreaterThan(200);
      expect(at(29, column)[2]).toBeGreaterThan(200);
    }
  });

  test.each([
    ["crop", [0, 255, 0], [0, 255, 0]],
    ["pad", [0, 0, 0], [0, 255, 0]],
    ["stretch", [255, 0, 0], [0, 255, 0]],
  ] as const)("%s", async (fit, corner, middle) => {
    // Thrice as wide as high: a red, a green and a red square.
    const green = await flat("#00ff00").png().toBuffer();
    const wide = await sharp({ create: { width: 120, height: 40, channels: 3, background: "#ff0000" } })
      .composite([{ input: green, left: 40, top: 0 }])
      .png()
      .toBuffer();
    const { splits } = await imported(await one(wide), { options: { fit } });
    const pixels = (await splits.train[0]?.pixels()) ?? new Uint8Array();
    const near = (row: number, column: number, expected: readonly number[]): void => {
      for (const [channel, value] of expected.entries()) {
        expect(Math.abs((pixels[(row * 32 + column) * 3 + channel] ?? -99) - value)).toBeLessThan(40);
      }
    };
    near(1, 1, corner);
    near(16, 16, middle);
  });
});

describe("what is too little, and what one chooses", () => {
  test("a class with too few is left out and told, or nothing is imported", async () => {
    const entries = [...(await classesOf(PETS, 8)), ...(await classesOf(["emu"], 4))];
    const { report, classes } = await imported(await zipOf(entries));
    expect(classes).toEqual(PETS);
    expect(report.classes.at(-1)).toMatchObject({
      name: "emu",
      found: 4,
      tooFew: "has 4 of the 5 pictures that a class needs",
    });
    expect(report.pictures).toBe(16);
    await expect(imported(await zipOf(entries), { options: { faults: "refuse" } })).rejects.toThrow(
      'Nothing was imported, as you chose: "emu" has 4 of the 5 pictures',
    );
  });

  test("one class alone, or no pictures", async () => {
    await expect(imported(await zipOf(await classesOf(["cat"], 8)))).rejects.toThrow(
      "Two classes are needed to tell apart, and only one has enough pictures",
    );
    await expect(imported(await zipOf([{ path: "a/b.txt", bytes: text("x") }]))).rejects.toThrow(
      /has no pictures in it/,
    );
  });

  test("progress is told, and one can stop it midway", async () => {
    const zip = await zipOf(await classesOf(PETS, 10));
    const steps: number[] = [];
    await imported(zip, { onProgress: ({ done, total }) => steps.push(done / total) });
    expect(steps).toHaveLength(20);
    expect(steps.at(-1)).toBe(1);
    const abort = new AbortController();
    const importing = imported(zip, {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error("stopped by hand")),
    });
    await expect(importing).rejects.toThrow("stopped by hand");
  });
});
