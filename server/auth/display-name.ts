import { z } from "zod";

export const displayName = z
  .string()
  .trim()
  .min(1, "Enter your name")
  .max(60, "A name has at most 60 characters")
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, "A name is one line of text");
