import type { DatasetWindowInput, SeriesWindow } from "#server/contract/dataset.ts";
import { unpackWindow } from "#server/datasets/unpack-window.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { resolveVersion } from "./resolve-version.ts";

/** A window of a time series' validation split. No other split is shown: the test split reaches no browser. */
export async function datasetWindow(
  ctx: ServiceContext,
  { index, ...named }: DatasetWindowInput,
): Promise<SeriesWindow> {
  const { version } = await resolveVersion(ctx, named);
  const { descriptor, readTile } = await ctx.datasets.open(version.id);
  if (descriptor.inputShape.length !== 2 || index >= descriptor.counts.validation) {
    throw new AppError("NOT_FOUND", "There is no such window.");
  }
  return unpackWindow(await readTile("validation", index), descriptor);
}
