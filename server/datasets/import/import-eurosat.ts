import { join } from "node:path";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import { packDataset, type TileToPack } from "../pack-dataset.ts";
import type { PackedDescriptor } from "../packed-format.ts";
import type { OnProgress } from "../progress.ts";
import { decodeTile } from "./decode-tile.ts";
import { openSource } from "./open-source.ts";
import { planEurosat } from "./plan-eurosat.ts";
import type { SourceTile } from "./tile-source.ts";

export type ImportEurosat = {
  /** The official zip, a folder of class folders, a parquet file or a folder of them. */
  source: string;
  /** The folder that packed datasets lie in, each under its id. */
  datasetsDir: string;
  onProgress?: OnProgress | undefined;
  signal?: AbortSignal | undefined;
};

/** Decodes, splits and packs EuroSAT. @throws DatasetError that names the file at fault; nothing is left then. */
export async function importEurosat({
  source,
  datasetsDir,
  onProgress,
  signal,
}: ImportEurosat): Promise<PackedDescriptor> {
  onProgress?.({ phase: "reading", done: 0, total: 0 });
  const opened = await openSource(source);
  try {
    signal?.throwIfAborted();
    const { descriptor, splits } = await planEurosat(opened.tiles, source);
    return await packDataset({
      dir: join(datasetsDir, descriptor.id),
      descriptor,
      splits: {
        train: splits.train.map(toPack),
        validation: splits.validation.map(toPack),
        test: splits.test.map(toPack),
      },
      onProgress,
      signal,
    });
  } finally {
    await opened.close();
  }
}

const [height, width] = EUROSAT.inputShape;

function toPack(tile: SourceTile): TileToPack {
  return {
    label: EUROSAT.target.classes.indexOf(tile.className),
    pixels: async () => decodeTile(await tile.read(), tile.where, { height, width }),
  };
}
