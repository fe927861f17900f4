import { deflateRawSync, crc32 } from "node:zlib";
import { expect, test } from "vitest";
import type { ZipEntry } from "../../testing.ts";
import { IMPORT_LIMITS } from "./limits.ts";
import { bundleOf, classesOf, drawn, imported, parquetOf, zipOf } from "./testing.ts";

const PETS = ["cat", "dog"];
const pets = classesOf(PETS, 6);

async function withEntry(path: string, bytes: Buffer): Promise<Buffer> {
  return zipOf([...(await pets), { path, bytes }]);
}

/** The zip with a name of the same length put over another: no packer writes such names. */
async function renamed(to: string): Promise<Buffer> {
  const from = `cat/${"x".repeat(to.length - 8)}.png`;
  const zip = await withEntry(from, Buffer.from("x"));
  return Buffer.from(zip.toString("latin1").replaceAll(from, Buffer.from(to).toString("latin1")), "latin1");
}

test.each([
  ["../../etc/cat/passwd.png", /bad directory: invalid relative path/],
  ["/etc/cat/passwd-file.png", /bad directory: absolute path/],
  ["C:/windows/cat/hello.png", /bad directory: absolute path/],
  ["cat\\..\\..\\windows\\x.png", /bad directory: invalid relative path/],
  ["cat/NUL.png/hello-kit.png", /"cat\/NUL.png\/hello-kit.png" is the name of a device/],
  ["cat/sub-folder/com1.jpeg", /is the name of a device/],
])("the path %s refuses the whole zip", async (path, message) => {
  await expect(imported(await renamed(path))).rejects.toThrow(message);
  await expect(imported(await renamed(path))).rejects.toMatchObject({ code: "SOURCE_REFUSED" });
});

test.each([
  ["../cat/1.png", /"..\/cat\/1.png" leads out of the archive/],
  ["/cat/1.png", /is absolute/],
  ["c:/cat/1.png", /is absolute/],
  ["cat\\1.png", /has backslashes/],
  [`${"deep/".repeat(220)}cat/1.png`, /longer than 1024 characters|not one/],
])("the path %s refuses a whole folder sent as a stream", async (path, message) => {
  const bundle = bundleOf([...(await pets), { path, bytes: Buffer.from("x") }]);
  await expect(imported(bundle, { name: "pets" })).rejects.toThrow(message);
});

test("names that are none are refused by name, and shown so that they can be read", async () => {
  const tile = await drawn(77).png().toBuffer();
  const entries: ZipEntry[] = [
    { path: "\u202eevil/1.png", bytes: tile },
    { path: `${"long".repeat(30)}/1.png`, bytes: tile },
    { path: " /1.png", bytes: tile },
    { path: "alone.png", bytes: tile },
  ];
  const { report, classes } = await imported(await zipOf([...(await pets), ...entries]));
  expect(classes).toEqual(PETS);
  expect(report.refused.files.map(({ reason }) => reason)).toEqual([
    "lies in a folder that has characters in its name that cannot be shown",
    "lies in a folder that has a name of more than 100 characters",
    "lies in a folder that has no name",
    "lies in no class folder",
  ]);
});

test.each<[string, string, () => Buffer | Promise<Buffer>, RegExp]>([
  ["an SVG", "cat/a.svg", () => Buffer.from("<svg/>"), /^is a drawing \(SVG\)/],
  [
    "an SVG called PNG",
    "cat/a.png",
    () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    /^is a drawing \(SVG\)/,
  ],
  ["a zip in the zip", "cat/more.zip", () => zipOf([]), /^is an archive within the archive/],
  ["a zip called JPEG", "cat/a.jpg", () => zipOf([]), /^is an archive, not a picture/],
  [
    "a page called JPEG",
    "cat/a.jpg",
    () => Buffer.from("<!doctype html>"),
    /^is a drawing \(SVG\) or a page/,
  ],
  ["HEIC", "cat/a.HEIC", () => Buffer.from("x"), /^is HEIC, which cannot be decoded here/],
  [
    "HEIC called JPEG",
    "cat/a.jpg",
    () => Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
    /^is HEIC, which cannot be decoded here/,
  ],
  ["an empty file", "cat/a.png", () => Buffer.alloc(0), /^is empty/],
  ["text", "cat/a.png", () => Buffer.from("no picture at all"), /^is no JPEG, PNG/],
  [
    "half a JPEG",
    "cat/a.jpg",
    async () => (await drawn(9).jpeg().toBuffer()).subarray(0, 300),
    /^is broken: /,
  ],
  ["half a PNG", "cat/a.png", async () => (await drawn(9).png().toBuffer()).subarray(0, 300), /^is broken: /],
  [
    "more pixels than a camera has",
    "cat/huge.png",
    () => hugePng(20_000, 20_000),
    /^has more than 50 million pixels/,
  ],
])("%s is refused by name, the rest imported, or nothing as one chooses", async (_, path, bytes, reason) => {
  const zip = await withEntry(path, await bytes());
  const { report } = await imported(zip);
  expect(report.pictures).toBe(12);
  expect(report.refused.count).toBe(1);
  expect(report.refused.files[0]?.name).toBe(path);
  expect(report.refused.files[0]?.reason).toMatch(reason);
  await expect(imported(zip, { options: { faults: "refuse" } })).rejects.toThrow(
    `Nothing was imported, as you chose: ${path} `,
  );
});

test("links, encrypted entries and strange methods are refused by name", async () => {
  const path = "cat/odd.png";
  for (const [change, reason] of [
    [
      (zip: Buffer, at: number) => zip.writeUInt32LE((0o120777 << 16) >>> 0, at + 38),
      "is a link, not an image",
    ],
    [(zip: Buffer, at: number) => zip.writeUInt16LE(1, at + 8), "is encrypted"],
    [
      (zip: Buffer, at: number) => zip.writeUInt16LE(14, at + 10),
      "is compressed by method 14, expected none or deflate",
    ],
  ] as const) {
    const zip = await withEntry(path, await drawn(4).png().toBuffer());
    change(zip, directoryEntry(zip, path));
    const { report } = await imported(zip);
    expect(report.refused.files).toEqual([{ name: path, reason }]);
  }
});

test("an entry that holds more than it declares is refused by name without being unpacked whole", async () => {
  const path = "cat/liar.png";
  const zip = await withEntry(path, Buffer.alloc(4 * 1024 ** 2, 1));
  zip.writeUInt32LE(1000, directoryEntry(zip, path) + 24);
  const { report } = await imported(zip);
  expect(report.refused.files[0]?.reason).toMatch(/cannot be unpacked: .*larger than 1000 bytes/);
});

test("too many entries, too much in all, and a ratio that no pictures have", async () => {
  const zip = await zipOf(await pets);
  await expect(imported(zip, { limits: { ...IMPORT_LIMITS, entries: 11 } })).rejects.toThrow(
    "brought.zip has 12 entries, at most 11 are read",
  );
  await expect(imported(zip, { limits: { ...IMPORT_LIMITS, totalBytes: 2000 } })).rejects.toThrow(
    "brought.zip unpacks to more than 2000 bytes",
  );
  const bomb = await withEntry("cat/bomb.png", Buffer.alloc(40 * 1024 ** 2));
  await expect(imported(bomb)).rejects.toThrow("brought.zip unpacks to more than 100 times its size");
  await expect(imported(zip, { limits: { ...IMPORT_LIMITS, packedBytes: 10_000 } })).rejects.toThrow(
    /Choose a smaller size/,
  );
  await expect(imported(zip, { limits: { ...IMPORT_LIMITS, classes: 1 } })).rejects.toThrow(
    "There are 2 classes, at most 1",
  );
});

test("one large entry is refused by name", async () => {
  const zip = await withEntry("cat/large.png", await drawn(1, 400).png({ compressionLevel: 0 }).toBuffer());
  const { report } = await imported(zip, { limits: { ...IMPORT_LIMITS, fileBytes: 100_000 } });
  expect(report.refused.files[0]?.reason).toMatch(/^has 48\d+ bytes, an image has at most 100000/);
});

test("entries that lie over one another", async () => {
  const zip = overlapping(await drawn(1).png().toBuffer(), 40);
  await expect(imported(zip)).rejects.toThrow(/its entries "cat\/0.png" and "cat\/1.png" overlap/);
});

test("a zip64 directory that lies about the number and the size of entries", async () => {
  const zip = await zipOf(await pets);
  await expect(imported(withZip64End(zip, 4_000_000_000))).rejects.toThrow(
    /has 4000000000 entries, at most 100000/,
  );
  await expect(imported(withZip64End(zip, 50))).rejects.toThrow(/has a bad directory|not a whole zip/);
  const sized = Buffer.from(zip);
  sized.writeUInt32LE(0xffffffff, directoryEntry(sized, "cat/1.png") + 24);
  await expect(imported(sized)).rejects.toThrow("unpacks to more than 100 times its size");
});

test("a zip that was cut anywhere", async () => {
  const zip = await zipOf(await pets);
  for (const length of [3, 40, Math.floor(zip.length / 2), zip.length - 23, zip.length - 1]) {
    await expect(imported(zip.subarray(0, length))).rejects.toThrow(/not a whole zip file|neither a zip nor/);
  }
});

test("a folder's stream that was cut, or that lies about its list", async () => {
  const bundle = bundleOf(await pets);
  for (const length of [9, 100, bundle.length - 1]) {
    await expect(imported(bundle.subarray(0, length), { name: "pets" })).rejects.toThrow(
      /did not arrive whole|ends before/,
    );
  }
  const longer = Buffer.concat([bundle, Buffer.alloc(5)]);
  await expect(imported(longer, { name: "pets" })).rejects.toThrow("pets has 5 bytes after its last file");
  const liar = Buffer.from(bundle);
  liar.writeUInt32LE(0xfffffff0, 8);
  await expect(imported(liar, { name: "pets" })).rejects.toThrow(/list of files of 4294967280 bytes/);
  const noList = Buffer.from(bundle);
  noList.fill(0x7b, 12, 20);
  await expect(imported(noList, { name: "pets" })).rejects.toThrow("its list of files is not JSON");
});

test("parquet that is cut, is another kind of table, or has a page that is a bomb", async () => {
  const tile = await drawn(1).png().toBuffer();
  const good = parquetOf(
    Array.from({ length: 12 }, (_, index) => ({ bytes: tile, label: index % 2 })),
    "label",
    PETS,
  );
  for (const length of [5, 200, good.length - 9]) {
    await expect(imported(good.subarray(0, length), { name: "x.parquet" })).rejects.toThrow(/x\.parquet/);
  }
  const other = Buffer.from(
    good
      .toString("latin1")
      .replaceAll("label", "lebal")
      .replaceAll("mage", "moge")
      .replaceAll("ClassLabel", "ClassLobel"),
    "latin1",
  );
  await expect(imported(other, { name: "x.parquet" })).rejects.toThrow(
    /cannot be read as parquet|has no column "image"/,
  );
  await expect(
    imported(good, { name: "x.parquet", limits: { ...IMPORT_LIMITS, entries: 5 } }),
  ).rejects.toThrow("x.parquet has too many rows: at most 5");
});

test("any single byte of a zip may be wrong: it is imported, refused by name or refused, and nothing else", async () => {
  const zip = await zipOf(await pets);
  for (let at = 0; at < zip.length; at += 97) {
    const bytes = Buffer.from(zip);
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    const outcome = await imported(bytes).then(
      ({ report }) =>
        report.pictures + report.refused.count + report.ignored.count <= 12 ? "ok" : "more than there is",
      (error: unknown) => (error instanceof Error && error.name === "DatasetError" ? "ok" : String(error)),
    );
    expect(outcome, `byte ${at}`).toBe("ok");
  }
});

test("what is no archive is told so", async () => {
  await expect(imported(Buffer.from("hello"), { name: "notes.txt" })).rejects.toThrow(
    "notes.txt is neither a zip nor a parquet file",
  );
  await expect(imported(Buffer.alloc(0), { name: "empty.zip" })).rejects.toThrow(
    "empty.zip is not a whole zip file",
  );
});

function directoryEntry(zip: Buffer, path: string): number {
  const at = zip.lastIndexOf(path) - 46;
  expect(zip.readUInt32LE(at)).toBe(0x02014b50);
  return at;
}

/** A PNG whose header declares a size that its few bytes do not have. */
function hugePng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateRawSync(Buffer.alloc(10))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** `count` entries of a directory that all point to the same bytes. */
function overlapping(content: Buffer, count: number): Buffer {
  const fields = (signature: number, name: string, size: number): Buffer => {
    const record = Buffer.alloc(size);
    record.writeUInt32LE(signature, 0);
    const offset = size === 46 ? 16 : 14;
    record.writeUInt32LE(crc32(content), offset);
    record.writeUInt32LE(content.length, offset + 4);
    record.writeUInt32LE(content.length, offset + 8);
    record.writeUInt16LE(name.length, offset + 12);
    return Buffer.concat([record, Buffer.from(name)]);
  };
  const local = Buffer.concat([fields(0x04034b50, "cat/0.png", 30), content]);
  const directory = Buffer.concat(
    Array.from({ length: count }, (_, index) => fields(0x02014b50, `cat/${index}.png`, 46)),
  );
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, directory, end]);
}

/** Zip64 end record and its locator, which declare `count` entries, and an end that points to them. */
function withZip64End(zip: Buffer, count: number): Buffer {
  const end = Buffer.from(zip.subarray(-22));
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
  end.writeUInt16LE(0xffff, 8);
  end.writeUInt16LE(0xffff, 10);
  end.writeUInt32LE(0xffffffff, 12);
  end.writeUInt32LE(0xffffffff, 16);
  return Buffer.concat([zip.subarray(0, -22), record, end]);
}
