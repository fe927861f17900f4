import type { OptimizerName } from "#models/training/hyper-parameters.ts";
import { adagrad } from "./adagrad.ts";
import { adam } from "./adam.ts";
import { adamw } from "./adamw.ts";
import type { Optimizer } from "./define-optimizer.ts";
import { rmsprop } from "./rmsprop.ts";
import { sgd } from "./sgd.ts";

/** Every optimizer that the forms offer. */
export const OPTIMIZERS: Readonly<Record<OptimizerName, Optimizer>> = { adam, adamw, sgd, rmsprop, adagrad };
