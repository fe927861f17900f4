import type { DatasetDescriptor } from "./descriptor.ts";
import { EUROSAT } from "./eurosat.ts";

/** What holds for every synthetic set; how many tiles are drawn, and from which seed, its maker adds. */
export const SYNTHETIC: Omit<DatasetDescriptor, "counts" | "source"> = {
  id: "synthetic-tiles",
  title: "Synthetic tiles",
  classes: EUROSAT.classes,
  height: EUROSAT.height,
  width: EUROSAT.width,
  channels: EUROSAT.channels,
  splitRule: "In each class the first 60 % drawn train, the next 20 % validate, the last 20 % test.",
  licence: "MIT",
  isSynthetic: true,
};
