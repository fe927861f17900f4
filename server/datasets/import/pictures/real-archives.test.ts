import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, test } from "vitest";
import { bundleOf, classesOf, drawn, imported, parquetOf, zipOf } from "./testing.ts";

const PETS = ["cat", "dog"];

test("bytes before and behind a zip are passed over", async () => {
  const zip = await zipOf(await classesOf(PETS, 6));
  const { report } = await imported(zip);
  const program = Buffer.from("#!/bin/sh\nexec unzip $0\n");
  for (const [name, bytes] of [
    ["pets.zip", Buffer.concat([zip, Buffer.from("\r\n")])],
    ["pets.exe", Buffer.concat([program, zip])],
    ["pets.sh", Buffer.concat([program, zip, Buffer.alloc(300_000)])],
  ] as const) {
    expect((await imported(bytes, { name })).report).toEqual(report);
  }
});

test("clutter in any case is no file, in a zip and in a folder", async () => {
  const entries = [
    ...(await classesOf(PETS, 6)),
    ...["cat/thumbs.db", "dog/DESKTOP.INI", "@eaDir/cat/1.png", "cat/@eaDir/1.png/x.jpg", "cat/._1.png"].map(
      (path) => ({ path, bytes: Buffer.from("x") }),
    ),
  ];
  for (const bytes of [await zipOf(entries), bundleOf(entries)]) {
    const { report } = await imported(bytes, { name: "pets" });
    expect(report).toMatchObject({ pictures: 12, refused: { count: 0 }, ignored: { count: 0 } });
  }
});

test("one class is spelled in several ways", async () => {
  const spelled = ["Hot Dog", "hot_dog", "HOT-DOG", "cat"];
  const { classes, report } = await imported(await zipOf(await classesOf(spelled, 5)));
  expect(classes).toEqual(["Hot Dog", "cat"]);
  expect(report.classes.map(({ found }) => found)).toEqual([15, 5]);
});

test("backslashes of a Windows packer are slashes; of two entries of one name the later is taken", async () => {
  const entries = await classesOf(PETS, 6);
  const zip = await zipOf(entries.map(({ path, bytes }) => ({ path: `a/${path}`, bytes })));
  const windows = Buffer.from(
    zip.toString("latin1").replaceAll(/a\/(cat|dog)\//g, (path) => path.replaceAll("/", "\\")),
    "latin1",
  );
  expect((await imported(windows)).report).toMatchObject({
    pictures: 12,
    classes: [{ name: "cat" }, { name: "dog" }],
  });
  const again = { path: "cat/1.png", bytes: await drawn(4000).png().toBuffer() };
  const { report } = await imported(await zipOf([...entries, again]));
  expect(report).toMatchObject({ pictures: 12, refused: { count: 0 } });
});

test("what is wrong with many is told once, with its count", async () => {
  const entries = await classesOf(PETS, 6);
  const broken = Array.from({ length: 250 }, (_, index) => ({
    path: `cat/broken ${index}.jpg`,
    bytes: Buffer.from("no picture"),
  }));
  const { report } = await imported(
    await zipOf([...entries, ...broken, { path: "dog/a.heic", bytes: Buffer.from("x") }]),
  );
  expect(report.refused.count).toBe(251);
  expect(report.refused.kinds).toEqual([
    {
      reason: "is no JPEG, PNG, WebP, AVIF, TIFF or GIF",
      count: 250,
      names: ["cat/broken 0.jpg", "cat/broken 1.jpg", "cat/broken 10.jpg"],
    },
    { reason: "is HEIC, which cannot be decoded here: save it as JPEG", count: 1, names: ["dog/a.heic"] },
  ]);
  await expect(imported(await zipOf(broken))).rejects.toThrow(
    /^Not one picture could be read: cat\/broken 0\.jpg is no JPEG, .* \(and 249 others like it\)$/,
  );
  const paths = parquetOf(
    Array.from({ length: 300 }, (_, index) => ({ bytes: null, label: index % 2 })),
    "label",
    PETS,
  );
  await expect(imported(paths, { name: "x.parquet" })).rejects.toThrow(
    'Not one picture could be read: x.parquet row 0 has the path "0.png" and no bytes: pictures have to be embedded in the file (and 299 others like it)',
  );
});

test("parquet whose column holds the pictures' bytes alone, under another name", async () => {
  const pictures = await Promise.all(Array.from({ length: 24 }, (_, index) => drawn(index).png().toBuffer()));
  const written = Buffer.from(
    parquetWriteBuffer({
      schema: [
        { name: "root", num_children: 3 },
        { name: "img", type: "BYTE_ARRAY", repetition_type: "OPTIONAL" },
        { name: "cls", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
        { name: "file_name", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
      ],
      columnData: [
        { name: "img", data: [...pictures, null] },
        { name: "cls", data: [...pictures.map((_, index) => PETS[index % 2] ?? ""), "cat"] },
        { name: "file_name", data: [...pictures.map((_, index) => `pet_${index}.png`), "gone.png"] },
      ],
      rowGroupSize: 7,
    }),
  );
  const { report, classes } = await imported(written, { name: "pets.parquet" });
  expect(classes).toEqual(PETS);
  expect(report).toMatchObject({
    pictures: 24,
    refused: { files: [{ name: "pets.parquet row 24", reason: "holds no picture's bytes" }] },
  });
});

test("an archive of another kind is told by what it is, and one within an archive by its name", async () => {
  await expect(imported(Buffer.from("Rar!\u001a\u0007\u0001\0..."), { name: "pets.zip" })).rejects.toThrow(
    "pets.zip is a RAR archive, which is not opened",
  );
  await expect(imported(Buffer.from("1f8b0800aa", "hex"), { name: "pets.tar.gz" })).rejects.toThrow(
    "pets.tar.gz is a tar or a compressed file, which is not opened",
  );
  const nested = await zipOf([{ path: "pets.zip", bytes: await zipOf(await classesOf(PETS, 5)) }]);
  await expect(imported(nested)).rejects.toThrow(
    "brought.zip has no pictures in it: pets.zip is an archive within the archive, which is not opened",
  );
});
