import { z } from "zod";
import { isStorableText } from "#models/graph/storable.ts";

/** What people call things: text without line breaks or other control characters, without space around it. */
export const oneLine = z.string().trim().refine(isStorableText, "Write it as one line of text");
