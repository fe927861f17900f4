import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import type { SplitName } from "#models/datasets/descriptor.ts";
import { DatasetError } from "../../dataset-error.ts";
import type { OnProgress } from "../../progress.ts";
import type { ImportLimits } from "./limits.ts";
import { printOf, type PicturePrint } from "./picture-print.ts";
import type { PictureLabel, PictureSource, Refused, SourcePicture } from "./source-file.ts";
import type { TileScratch } from "./tile-scratch.ts";

/** A picture that was read and decoded. */
export type ReadPicture = {
  name: string;
  label: PictureLabel;
  /** What its folder says. */
  split: SplitName | undefined;
  /** Its place in the scratch file. */
  tile: number;
  sha256: string;
  print: PicturePrint;
};

export type ReadPictures = {
  source: PictureSource;
  /** A picture's bytes to pixels, side x side x channels. */
  decode: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;
  side: number;
  channels: number;
  limits: ImportLimits;
  scratch: TileScratch;
  onProgress?: OnProgress | undefined;
  signal?: AbortSignal | undefined;
};

/** Reads and decodes every picture once, in its source's order. What cannot be decoded is refused by name. */
export async function readPictures(
  input: ReadPictures,
): Promise<{ pictures: ReadPicture[]; refused: Refused[] }> {
  const { source, limits, onProgress, signal } = input;
  const pictures: ReadPicture[] = [];
  const refused: Refused[] = [];
  const iterator = iteratorOf(source);
  let next = 0;
  let done = 0;
  const failed = new AbortController();

  async function work(): Promise<void> {
    while (!failed.signal.aborted) {
      signal?.throwIfAborted();
      const step = await iterator.next();
      if (step.done === true) return;
      const tile = next;
      next += 1;
      if (tile >= limits.entries)
        throw new DatasetError("SOURCE_REFUSED", `There are more than ${limits.entries} pictures`);
      const read = await readOne(step.value, tile, input);
      if ("reason" in read) refused.push(read);
      else pictures.push(read);
      done += 1;
      onProgress?.({ phase: "reading", done, total: source.total });
    }
  }

  const outcomes = await Promise.allSettled(
    Array.from({ length: availableParallelism() }, () =>
      work().catch((error: unknown) => {
        failed.abort();
        throw error;
      }),
    ),
  );
  await iterator.return?.();
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  // Which one was decoded first is chance; the report and the dataset must not depend on it.
  return {
    pictures: pictures.toSorted((a, b) => a.tile - b.tile),
    refused: refused.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

async function readOne(
  picture: SourcePicture,
  tile: number,
  { decode, side, channels, scratch }: ReadPictures,
): Promise<ReadPicture | Refused> {
  const { name, label, split } = picture;
  try {
    const pixels = await decode(await picture.read());
    await scratch.write(tile, pixels);
    const sha256 = createHash("sha256").update(pixels).digest("hex");
    return {
      name,
      label,
      split,
      tile,
      sha256,
      print: printOf(pixels, side, channels),
    };
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    return { name, reason: error.message };
  }
}

function iteratorOf(source: PictureSource): AsyncIterator<SourcePicture> {
  return (async function* () {
    yield* source.pictures();
  })();
}
