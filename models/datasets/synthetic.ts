import { EUROSAT } from "./eurosat.ts";

/** What holds for every synthetic set; how many tiles are drawn, and from which seed, its maker adds. */
export const SYNTHETIC: Omit<typeof EUROSAT, "counts" | "source"> = {
  id: "synthetic-tiles",
  title: "Synthetic tiles",
  target: EUROSAT.target,
  inputShape: EUROSAT.inputShape,
  element: EUROSAT.element,
  splitRule: "In each class the first 60 % drawn train, the next 20 % validate, the last 20 % test.",
  licence: "MIT",
  isSynthetic: true,
};
