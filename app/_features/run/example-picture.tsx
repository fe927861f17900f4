"use client";

import type { DatasetDescriptor } from "#models/datasets/descriptor.ts";
import { SplitWindow } from "./split-window.tsx";
import { Tile } from "./tile.tsx";

type ExamplePictureProps = {
  cohortId: string;
  versionId: string;
  /** What says how its examples look; undefined while it is not known. */
  dataset: Pick<DatasetDescriptor, "frames" | "columns"> | undefined;
  /** Place in the validation split. */
  index: number;
  alt: string;
  isLazy?: boolean;
};

/** An example of the validation split: a picture, those of a sequence side by side, or a window's lines. */
export function ExamplePicture({ dataset, ...example }: ExamplePictureProps) {
  if (dataset === undefined) return <div className="aspect-square w-full rounded-lg bg-muted" />;
  const { columns, frames = 1 } = dataset;
  if (columns !== undefined) return <SplitWindow columns={columns} {...example} />;
  return <Tile frames={frames} {...example} />;
}
