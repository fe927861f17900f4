import { closeSync, openSync, readSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { EngineError } from "../engine-error.ts";
import type { Split } from "../split.ts";

const NAME = /^[0-9a-f]{64}\.features$/;

/** Where the features of frozen parts are kept from one training to the next. */
export type FeatureStore = {
  folder: string;
  /** Beyond it those that were not used for longest go. */
  maxBytes: number;
  /** Whether the disk has room for so many bytes more. */
  hasRoom: (bytes: number) => Promise<boolean>;
};

/** The file of a key, where it is whole; it counts as used now. */
export async function storedFeatures(
  { folder }: FeatureStore,
  key: string,
  sizeBytes: number,
): Promise<string | null> {
  const file = join(folder, `${key}.features`);
  const found = await stat(file).catch(() => null);
  if (found?.size !== sizeBytes) return null;
  const now = new Date();
  // Another training may have cleared it away since.
  await utimes(file, now, now).catch(() => {});
  return file;
}

/** Lets `write` fill a file that is there under its key once it is whole. @returns null where there is no room for it. */
export async function storeFeatures(
  store: FeatureStore,
  { key, sizeBytes }: { key: string; sizeBytes: number },
  write: (file: string) => Promise<void>,
): Promise<string | null> {
  if (sizeBytes > store.maxBytes || !(await store.hasRoom(sizeBytes))) return null;
  await mkdir(store.folder, { recursive: true });
  await makeRoom(store, sizeBytes);
  const file = join(store.folder, `${key}.features`);
  const partial = `${file}.${process.pid}.tmp`;
  try {
    await write(partial);
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
  return file;
}

/** Removes the oldest until so many bytes more are within the limit. A training that reads one goes on reading it. */
async function makeRoom({ folder, maxBytes }: FeatureStore, sizeBytes: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => NAME.test(name));
  const found = await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      const info = await stat(file).catch(() => null);
      return { file, sizeBytes: info?.size ?? 0, usedAt: info?.mtimeMs ?? 0 };
    }),
  );
  let total = found.reduce((sum, each) => sum + each.sizeBytes, sizeBytes);
  for (const each of found.toSorted((a, b) => a.usedAt - b.usedAt)) {
    if (total <= maxBytes) break;
    await rm(each.file, { force: true });
    total -= each.sizeBytes;
  }
}

/** float32 [count, length] of a file as the examples of a split. @throws EngineError BAD_DATA where the file ends too early. */
export function openFeatures(
  file: string,
  { length, targets }: { length: number; targets: Split["targets"] },
): Split & { close: () => void } {
  const descriptor = openSync(file, "r");
  const exampleBytes = length * Float32Array.BYTES_PER_ELEMENT;
  return {
    count: targets.length,
    targets,
    close: () => closeSync(descriptor),
    read(places, into) {
      for (let at = 0; at < places.length; at++) {
        const from = (places[at] as number) * exampleBytes;
        const bytes = readSync(descriptor, into, at * exampleBytes, exampleBytes, from);
        if (bytes < exampleBytes) throw new EngineError("BAD_DATA", `${file} ends too early`);
      }
    },
  };
}
