import { readFile, rename, writeFile } from "node:fs/promises";
import { LRUCache } from "lru-cache";
import type { Embedding } from "#server/engine/vision/sam/segmenter.ts";

/** Of 4 MB each. */
const kept = new LRUCache<string, Embedding>({ max: 8 });
/** Width and height before the values. */
const HEAD = 2;

/** What the encoder made of a picture, from memory or from the file that a process before this one wrote. */
export async function keptEmbedding(file: string, make: () => Promise<Embedding>): Promise<Embedding> {
  const known = kept.get(file) ?? (await readEmbedding(file));
  if (known !== null) {
    kept.set(file, known);
    return known;
  }
  const made = await make();
  kept.set(file, made);
  const { values, picture } = made;
  const whole = new Float32Array(HEAD + values.length);
  whole.set([picture.width, picture.height]);
  whole.set(values, HEAD);
  // Whole or not at all: another worker of this machine may read it.
  await writeFile(`${file}.${process.pid}`, Buffer.from(whole.buffer));
  await rename(`${file}.${process.pid}`, file);
  return made;
}

async function readEmbedding(file: string): Promise<Embedding | null> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return null;
  const whole = new Float32Array(new Uint8Array(bytes).buffer);
  const [width = 0, height = 0] = whole;
  return { values: whole.subarray(HEAD), picture: { width, height } };
}
