import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CATALOGUE, catalogueEntry, type CatalogueId } from "#models/datasets/catalogue.ts";
import type { Archive } from "../download/eurosat-archive.ts";
import { importSource, type ImportedPictures } from "../import/pictures/import-pictures.ts";
import { CATALOGUE_ARCHIVES, type CatalogueArchives } from "./archives.ts";
import { openCatalogue } from "./open-catalogue.ts";

let folder: string;
let server: Server;
let files: Map<string, Buffer>;
let asked: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-catalogue-"));
  files = new Map();
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end(files.get(request.url ?? ""));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

function published(name: string, content: Buffer): Archive {
  const bytes = gzipSync(content);
  files.set(`/${name}`, bytes);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/${name}`,
    fileName: name,
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
}

/** As http://yann.lecun.com/exdb/mnist/ describes it. */
function idx(sizes: readonly number[], values: Buffer): Buffer {
  const header = Buffer.alloc(4 + 4 * sizes.length);
  header.set([0, 0, 8, sizes.length]);
  for (const [index, size] of sizes.entries()) header.writeUInt32BE(size, 4 + 4 * index);
  return Buffer.concat([header, values]);
}

/** Pictures of which each has one value of its own, and the class of its number modulo 10. */
function idxSplit(name: string, count: number, first: number): { images: Archive; labels: Archive } {
  const pixels = Buffer.alloc(count * 784);
  for (let index = 0; index < count; index += 1) {
    pixels.fill(first + index, index * 784, index * 784 + 784);
    pixels[index * 784 + (index % 784)] = 255;
  }
  const labels = Buffer.from(Array.from({ length: count }, (_, index) => index % 10));
  return {
    images: published(`${name}-images`, idx([count, 28, 28], pixels)),
    labels: published(`${name}-labels`, idx([count], labels)),
  };
}

/** POSIX ustar. */
function tar(entries: readonly (readonly [string, Buffer])[]): Buffer {
  const blocks = entries.flatMap(([name, content]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0, "latin1");
    header.write("0000644\0", 100, "latin1");
    header.write(`${content.length.toString(8).padStart(11, "0")}\0`, 124, "latin1");
    header.write("        ", 148, "latin1");
    header.write("0", 156, "latin1");
    header.write("ustar\u000000", 257, "latin1");
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function cifarBatch(first: number): Buffer {
  return Buffer.concat(
    Array.from({ length: 20 }, (_, index) => {
      const record = Buffer.alloc(3073);
      record[0] = index % 10;
      record.fill(first + index, 1, 1025);
      record.fill(100, 1025, 2049);
      record.fill(200, 2049);
      record[2049 + index] = 7;
      return record;
    }),
  );
}

function cifar(
  batches = ["data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch"],
) {
  const entries = batches.map(
    (name, index) => [`cifar-10-batches-bin/${name}.bin`, cifarBatch(index * 20)] as const,
  );
  const archive = published(
    "cifar.tar.gz",
    tar([["cifar-10-batches-bin/readme.html", Buffer.from("hello")], ...entries]),
  );
  return { format: "cifar", archive } as const;
}

async function imported(id: CatalogueId, archives: CatalogueArchives): Promise<ImportedPictures> {
  const scratchDir = await mkdtemp(join(folder, "scratch-"));
  const source = await openCatalogue({ id, archives, scratchDir, downloadsDir: join(folder, "downloads") });
  const { classes, inputShape } = catalogueEntry(id);
  try {
    return await importSource({
      source,
      classes,
      side: inputShape[0],
      channels: inputShape[2],
      decode: (pixels) => pixels,
      options: { split: { rule: "folders" }, faults: "refuse" },
      scratchDir,
    });
  } finally {
    await source.close();
  }
}

test("MNIST's four files: the published test, the last of train validate, classes in their published order", async () => {
  const archives = {
    format: "idx",
    train: idxSplit("train", 120, 0),
    test: idxSplit("test", 50, 150),
  } as const;
  const fashion = await imported("fashion-mnist", archives);
  expect(fashion.classes).toEqual(catalogueEntry("fashion-mnist").classes);
  expect(fashion.inputShape).toEqual([28, 28, 1]);
  expect(fashion.report).toMatchObject({
    layout: "catalogue",
    splits: { train: 100, validation: 20, test: 50 },
    exact: { pictures: 0 },
  });
  // The first of class "Ankle boot", label 9, is picture 9 of train.
  const boot = fashion.splits.train.find(
    ({ label }) => label.kind === "class" && label.className === "Ankle boot",
  );
  expect((await boot?.pixels())?.[0]).toBe(9);
  const last = fashion.splits.validation.at(-1);
  expect((await last?.pixels())?.[0]).toBeGreaterThanOrEqual(100);
  await fashion.close();

  // Once more: nothing is downloaded again.
  const before = asked.length;
  await (await imported("fashion-mnist", archives)).close();
  expect(asked).toHaveLength(before);
});

test("CIFAR-10's binary version: planes become pixels, the fifth batch validates", async () => {
  const result = await imported("cifar-10", cifar());
  expect(result.report.splits).toEqual({ train: 80, validation: 20, test: 20 });
  expect(result.classes).toEqual(catalogueEntry("cifar-10").classes);
  const pixels = await result.splits.train[0]?.pixels();
  // The first airplane: red is its number, 0; green 100; blue 200 but in its first pixel.
  expect(Array.from(pixels?.subarray(0, 6) ?? [])).toEqual([0, 100, 7, 0, 100, 200]);
  await result.close();
});

test("files that are not what they should be are told by name, and leave nothing open", async () => {
  const train = idxSplit("train", 60, 0);
  const good = idxSplit("test", 50, 100);
  const cases: readonly (readonly [Partial<typeof good>, RegExp])[] = [
    [
      { images: published("bad-1", idx([50, 28, 27], Buffer.alloc(50 * 28 * 27))) },
      /pictures of 28x28, got 28x27/,
    ],
    [
      { images: published("bad-2", idx([50, 28, 28], Buffer.alloc(100))) },
      /test-images is not usable: it should have 39216 bytes/,
    ],
    [{ images: published("bad-3", Buffer.from("hello, world")) }, /does not begin as an IDX file/],
    [{ labels: published("bad-4", idx([49], Buffer.alloc(49))) }, /has 50 pictures and 49 labels/],
    [{ labels: published("bad-5", idx([50], Buffer.alloc(50, 12))) }, /test-labels has label 12 at 0/],
  ];
  for (const [changed, message] of cases) {
    await rm(join(folder, "downloads"), { recursive: true, force: true });
    const archives = { format: "idx", train, test: { ...good, ...changed } } as const;
    await expect(imported("mnist", archives)).rejects.toThrow(message);
  }
  await expect(imported("cifar-10", cifar(["data_batch_1"]))).rejects.toThrow(
    "The archive lacks data_batch_2.bin",
  );
  await rm(join(folder, "downloads"), { recursive: true, force: true });
  const torn = {
    format: "cifar",
    archive: published("cifar.tar.gz", tar([["a/data_batch_1.bin", Buffer.alloc(100)]]).fill(9, 0, 20)),
  } as const;
  await expect(imported("cifar-10", torn)).rejects.toThrow("The archive is broken at byte 0");
});

test("a checksum that does not match, and a gzip that is none", async () => {
  const { archive } = cifar();
  const changed = { format: "cifar", archive: { ...archive, sha256: "0".repeat(64) } } as const;
  await expect(imported("cifar-10", changed)).rejects.toThrow(/does not have the published checksum/);
  expect(await readdir(join(folder, "downloads/cifar-10"))).toEqual([]);
  const plain = Buffer.from("no gzip");
  files.set("/plain", plain);
  const { port } = server.address() as AddressInfo;
  const sha256 = createHash("sha256").update(plain).digest("hex");
  const noGzip = { url: `http://127.0.0.1:${port}/plain`, fileName: "plain", bytes: plain.length, sha256 };
  await expect(imported("cifar-10", { format: "cifar", archive: noGzip })).rejects.toThrow(
    "It cannot be unpacked",
  );
});

test("what the catalogue says agrees with itself", () => {
  for (const entry of CATALOGUE) {
    const archives = CATALOGUE_ARCHIVES[entry.id];
    const all =
      archives.format === "cifar"
        ? [archives.archive]
        : [archives.train.images, archives.train.labels, archives.test.images, archives.test.labels];
    expect(all.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(entry.bytes);
    for (const { sha256 } of all) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(entry.classes).toHaveLength(10);
  }
});
