import type { ClassificationTarget } from "../tasks/target.ts";
import type { DatasetDescriptor, PictureShape } from "./descriptor.ts";
import { SPLIT_RULE } from "./split-rule.ts";

/** Tiles of each class, in the order of their labels, and 27,000 in all. */
export const EUROSAT_COUNTS: Readonly<Record<string, number>> = {
  AnnualCrop: 3000,
  Forest: 3000,
  HerbaceousVegetation: 3000,
  Highway: 2500,
  Industrial: 2500,
  Pasture: 2000,
  PermanentCrop: 2500,
  Residential: 3000,
  River: 2500,
  SeaLake: 3000,
};

/**
 * Land use seen from Sentinel-2, 10 m a pixel. P. Helber, B. Bischke, A. Dengel, D. Borth, "EuroSAT: A Novel
 * Dataset and Deep Learning Benchmark for Land Use and Land Cover Classification", IEEE JSTARS 12(7), 2019.
 */
export const EUROSAT: DatasetDescriptor & { target: ClassificationTarget; inputShape: PictureShape } = {
  id: "eurosat-rgb",
  title: "EuroSAT RGB",
  target: { task: "classification", classes: Object.keys(EUROSAT_COUNTS) },
  inputShape: [64, 64, 3],
  element: "uint8",
  counts: { train: 16_200, validation: 5400, test: 5400 },
  splitRule: SPLIT_RULE,
  licence: "MIT",
  source: "https://zenodo.org/records/7711810",
  isSynthetic: false,
};
