import { z } from "zod";
import { lineProblem, tidyLine } from "./line-of-text.ts";

/** What people call things: one visible line, tidied. */
export const oneLine = z
  .string()
  .overwrite(tidyLine)
  .superRefine((text, ctx) => {
    const message = lineProblem(text);
    if (message !== undefined) ctx.addIssue({ code: "custom", message });
  });
