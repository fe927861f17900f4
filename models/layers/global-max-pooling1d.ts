import { globalPooling1d } from "./global-pooling.ts";

/** [steps, channels] to [channels]. */
export const globalMaxPooling1d = globalPooling1d({
  type: "GlobalMaxPooling1D",
  help: "Turns each channel into one number, its largest value of all steps: whether something was there, not when.",
});
