import { z } from "zod";
import { isStorableText } from "../../graph/storable.ts";

export const line = z.string().trim().refine(isStorableText, "Write it as one line of text");

/** Line breaks and tabs, and no other control characters. */
export const paragraphs = z
  .string()
  .trim()
  .refine((text) => isStorableText(text.replaceAll(/[\n\r\t]/g, " ")), "Write it as plain text");

export const partId = z.string().regex(/^[a-z0-9-]{1,36}$/);
