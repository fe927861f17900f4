import { adam } from "./adam.ts";
import type { Optimizer } from "./define-optimizer.ts";

/**
 * Keras's AdamW: Adam, with a weight decay of 0.004 where none is chosen. Decay is the same for every optimizer, see
 * `emitUpdate`. Source: Loshchilov and Hutter, "Decoupled weight decay regularization", 2019.
 */
export const adamw: Optimizer = { ...adam, name: "adamw" };
