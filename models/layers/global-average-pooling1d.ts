import { globalPooling1d } from "./global-pooling.ts";

/** [steps, channels] to [channels]. */
export const globalAveragePooling1d = globalPooling1d({
  type: "GlobalAveragePooling1D",
  help: "Turns each channel into one number, its mean over all steps, so the result is flat and small.",
});
