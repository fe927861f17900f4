import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import sharp, { type Sharp } from "sharp";
import { onTestFinished } from "vitest";
import yazl from "yazl";
import type { ImportOptions } from "#models/datasets/import/import-options.ts";
import { writeBundleHeader } from "#models/datasets/import/write-bundle-header.ts";
import type { ZipEntry } from "../../testing.ts";
import type { ByteSource } from "./byte-source.ts";
import { importPictures, type ImportedPictures, type ImportPictures } from "./import-pictures.ts";

export const OPTIONS: ImportOptions = {
  kind: "pictures",
  side: 32,
  fit: "crop",
  colour: "colour",
  split: { rule: "seeded", seed: 7, validationPercent: 20, testPercent: 20 },
  faults: "leave-out",
  quantity: "Value",
  unit: "",
};

/** A picture with shapes, different for each seed: blocks of grey and of `hue`. */
export function drawn(seed: number, side = 64, hue = { r: 200, g: 120, b: 60 }): Sharp {
  const pixels = Buffer.alloc(side * side * 3);
  const block = Math.ceil(side / 8);
  for (let pixel = 0; pixel < side * side; pixel += 1) {
    const row = Math.floor(Math.floor(pixel / side) / block);
    const column = Math.floor((pixel % side) / block);
    const noise = Math.imul((seed + 1) * 2_654_435_761, row * 8 + column + 1) >>> 16;
    const shade = (noise % 200) / 255;
    pixels[pixel * 3] = hue.r * shade;
    pixels[pixel * 3 + 1] = hue.g * shade;
    pixels[pixel * 3 + 2] = hue.b * shade;
  }
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } });
}

/** `perClass` PNG pictures of each class, all different. */
export async function classesOf(names: readonly string[], perClass: number, root = ""): Promise<ZipEntry[]> {
  return Promise.all(
    names.flatMap((name, label) =>
      Array.from({ length: perClass }, async (_, index) => ({
        path: `${root}${name}/${index + 1}.png`,
        bytes: await drawn(label * 1000 + index)
          .png()
          .toBuffer(),
      })),
    ),
  );
}

export async function zipOf(entries: readonly ZipEntry[]): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const { path, bytes } of entries) zip.addBuffer(bytes, path);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export function bundleOf(entries: readonly ZipEntry[]): Buffer {
  const header = writeBundleHeader(entries.map(({ path, bytes }) => ({ path, bytes: bytes.byteLength })));
  return Buffer.concat([header, ...entries.map(({ bytes }) => bytes)]);
}

type Row = { bytes: Uint8Array | null; label: number | string };

/** A shard as the datasets library writes it. */
export function parquetOf(rows: readonly Row[], column: "label" | "value", names?: string[]): Buffer {
  const isText = rows.some(({ label }) => typeof label === "string");
  const described = {
    image: { _type: "Image" },
    [column]: names === undefined ? {} : { _type: "ClassLabel", names },
  };
  return Buffer.from(
    parquetWriteBuffer({
      schema: [
        { name: "root", num_children: 2 },
        { name: "image", num_children: 2, repetition_type: "OPTIONAL" },
        { name: "bytes", type: "BYTE_ARRAY", repetition_type: "OPTIONAL" },
        { name: "path", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
        isText
          ? { name: column, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "REQUIRED" }
          : { name: column, type: column === "label" ? "INT32" : "DOUBLE", repetition_type: "REQUIRED" },
      ],
      columnData: [
        { name: "image", data: rows.map(({ bytes }, index) => ({ bytes, path: `${index}.png` })) },
        { name: column, data: rows.map(({ label }) => label) },
      ],
      rowGroupSize: 10,
      kvMetadata: [{ key: "huggingface", value: JSON.stringify({ info: { features: described } }) }],
    }),
  );
}

function bytesOf(buffer: Buffer): ByteSource {
  return {
    size: buffer.byteLength,
    read: (position, length) => Promise.resolve(new Uint8Array(buffer.subarray(position, position + length))),
    close: () => Promise.resolve(),
  };
}

export async function imported(
  buffer: Buffer,
  {
    name = "brought.zip",
    options,
    ...rest
  }: Partial<Omit<ImportPictures, "options">> & { options?: Partial<ImportOptions> } = {},
): Promise<ImportedPictures> {
  const scratchDir = await mkdtemp(join(tmpdir(), "strata-pictures-"));
  onTestFinished(() => rm(scratchDir, { recursive: true, force: true }));
  const result = await importPictures({
    bytes: bytesOf(buffer),
    name,
    scratchDir,
    options: { ...OPTIONS, ...options },
    ...rest,
  });
  onTestFinished(result.close);
  return result;
}
