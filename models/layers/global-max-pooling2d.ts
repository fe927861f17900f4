import { globalPooling2d } from "./global-pooling.ts";

/** [h, w, channels] to [channels]. */
export const globalMaxPooling2d = globalPooling2d({
  type: "GlobalMaxPooling2D",
  help: "Turns each channel into one number, its largest value anywhere on the map: whether something is there, not where.",
});
