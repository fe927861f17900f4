import { z } from "zod";
import { isStorableJson, isStorableText, type Json } from "./storable.ts";

/** The largest models of keras.applications that people teach with have 800 layers, some of which are two blocks here. */
export const MAX_NODES = 1000;
export const MAX_EDGES = 2000;
export const MAX_NAME_LENGTH = 64;
const MAX_TYPE_LENGTH = 64;
/** Of one node, as JSON. The largest real ones are about 200 characters; a list of designs reads hundreds of graphs. */
export const MAX_SETTINGS_LENGTH = 1_000;
/** Of one node. The most that any layer has are 30: 20 settings, some of them pairs. */
export const MAX_SETTINGS_VALUES = 64;

export const storableText = z
  .string()
  .refine(isStorableText, "Control characters cannot be part of a network");

/** Keras's name of a layer, which people see and weights are called by: `conv2d`, `conv2d_1`, `dense`. */
export const layerName = z
  .string()
  .max(MAX_NAME_LENGTH)
  .regex(/^[a-z][a-z0-9_]*$/, "A layer name is lower case letters, digits and underscores");

export function isSettings(value: unknown): value is Record<string, Json> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return isStorableJson(value, { maxLength: MAX_SETTINGS_LENGTH, maxValues: MAX_SETTINGS_VALUES });
}

/** What a node says in every version. Settings stay unparsed: while a person types, one may be wrong and must still be saved. */
export const nodeContent = {
  type: storableText.max(MAX_TYPE_LENGTH),
  settings: z
    .custom<Record<string, Json>>(
      isSettings,
      "The settings of a layer are too long or too many, or hold control characters",
    )
    .default({}),
  position: z.object({ x: z.number(), y: z.number() }).default({ x: 0, y: 0 }),
};
