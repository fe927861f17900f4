import { LAYER_TYPES } from "../layers/layer-types.ts";

/** Allowed whatever the rules say. */
export const ALWAYS_ALLOWED: ReadonlySet<string> = new Set(["Input", "Output"]);

/** The blocks that a rule may name. */
export const RULABLE_LAYERS: readonly string[] = LAYER_TYPES.filter((type) => !ALWAYS_ALLOWED.has(type));
