import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import sharp from "sharp";
import yazl from "yazl";
import { ROOT } from "#server/platform/paths.ts";
import type { SplitName } from "#models/datasets/descriptor.ts";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import type { PackedDataset } from "./open-dataset.ts";
import { inputBytes } from "./packed-format.ts";

/** Real data that lies beside the repository on machines that have it. */
export const SHARED_DATA = join(process.env["STRATA_SHARED"] ?? join(ROOT, "..", "shared"), "data");

export type ZipEntry = { path: string; bytes: Buffer };

/** `perClass` JPEG tiles of every class, each of a colour of its own, as the official zip names them. */
export async function smallEurosat(perClass: number): Promise<ZipEntry[]> {
  return Promise.all(
    EUROSAT.target.classes.flatMap((name, label) =>
      Array.from({ length: perClass }, async (_, index) => ({
        path: `EuroSAT_RGB/${name}/${name}_${index + 1}.jpg`,
        bytes: await jpeg({ r: label * 25, g: (index * 11) % 256, b: 128 }),
      })),
    ),
  );
}

export async function jpeg(
  background: { r: number; g: number; b: number } = { r: 90, g: 120, b: 60 },
  [width, height]: [number, number] = [64, 64],
): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  const base = [background.r, background.g, background.b];
  for (let byte = 0; byte < pixels.length; byte += 1) {
    pixels[byte] = Math.min(255, (base[byte % 3] ?? 0) + ((byte * 2_654_435_761) % 31));
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

export async function writeZip(file: string, entries: readonly ZipEntry[]): Promise<void> {
  const zip = new yazl.ZipFile();
  for (const { path, bytes } of entries) zip.addBuffer(bytes, path);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}

/** A zip's bytes with every occurrence of one text replaced by another as long: names that no packer would write. */
export async function renamedInZip(file: string, from: string, to: string): Promise<Buffer> {
  const bytes = await readFile(file, "latin1");
  return Buffer.from(bytes.replaceAll(from, to), "latin1");
}

/** All of a split, which is closed then: uint8 examples, one after the other, and their targets. */
export async function wholeSplit({ openSplit, descriptor }: PackedDataset, name: SplitName) {
  const { count, targets, read, close } = await openSplit(name);
  const images = new Uint8Array(count * inputBytes(descriptor));
  read(
    Array.from({ length: count }, (_, place) => place),
    images,
  );
  close();
  return { count, images, targets };
}
