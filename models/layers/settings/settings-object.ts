import { z } from "zod";

/** The settings of one layer. A key that the layer does not know is an error, so a misspelling never passes. */
export function settingsObject<Fields extends z.ZodRawShape>(fields: Fields) {
  return z.strictObject(fields, {
    error: (issue) =>
      issue.code === "unrecognized_keys" ? `unknown setting ${issue.keys.slice(0, 3).join(", ")}` : undefined,
  });
}
