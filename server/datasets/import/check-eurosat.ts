import { availableParallelism } from "node:os";
import type { DatasetDescriptor } from "#models/datasets/descriptor.ts";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import { DatasetError } from "../dataset-error.ts";
import { mapConcurrently } from "../map-concurrently.ts";
import { SPLIT_NAMES } from "../packed-format.ts";
import { decodeTile } from "./decode-tile.ts";
import { openSource } from "./open-source.ts";
import type { Refused } from "./pictures/source-file.ts";
import { tellOnce } from "./tell-once.ts";
import { planEurosat } from "./plan-eurosat.ts";

export type EurosatCheck = {
  descriptor: DatasetDescriptor;
  perClass: Record<string, number>;
  /** Class names that the source spells otherwise, and EuroSAT's own. */
  spelled: Map<string, string>;
};

/** All that `importEurosat` does but packing. @throws DatasetError that names all tiles at fault, not only the first. */
export async function checkEurosat(source: string): Promise<EurosatCheck> {
  const { tiles, close } = await openSource(source);
  try {
    const { descriptor, splits } = await planEurosat(tiles, source);
    const [height, width] = EUROSAT.inputShape;
    const faults: Refused[] = [];
    const planned = SPLIT_NAMES.flatMap((split) => splits[split]);
    await mapConcurrently(planned, availableParallelism(), async ({ read, where }) => {
      try {
        await decodeTile(await read(), where, { height, width });
      } catch (error) {
        if (!(error instanceof DatasetError)) throw error;
        faults.push({ name: where, reason: error.message.replace(`${where} `, "") });
      }
    });
    if (faults.length > 0) throw new DatasetError("SOURCE_BROKEN", tellOnce(faults), { faults });
    const perClass = Object.fromEntries(EUROSAT.target.classes.map((name) => [name, 0]));
    for (const { className } of planned) perClass[className] = (perClass[className] ?? 0) + 1;
    const others = planned.filter(({ spelled, className }) => spelled !== className);
    return {
      descriptor,
      perClass,
      spelled: new Map(others.map(({ spelled, className }) => [spelled, className])),
    };
  } finally {
    await close();
  }
}
