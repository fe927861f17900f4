import { globalPooling2d } from "./global-pooling.ts";

/** [h, w, channels] to [channels]. */
export const globalAveragePooling2d = globalPooling2d({
  type: "GlobalAveragePooling2D",
  help: "Turns each channel into one number, its mean over the whole map, so the result is flat and small.",
});
