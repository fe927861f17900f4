import type { z } from "zod";

/** Inputs that a thread has parsed by the schema of their procedure. */
const parsed = new WeakSet<object>();

export function markParsed(input: object): void {
  parsed.add(input);
}

/** A procedure's input by its schema, which is not gone through again where a thread has parsed it. */
export function parsedOnce<S extends z.ZodType>(schema: S) {
  return {
    parseAsync: async (input: unknown) =>
      typeof input === "object" && input !== null && parsed.has(input) ? input : schema.parseAsync(input),
  } as { parseAsync: (input: unknown) => Promise<z.output<S>>; _input: z.input<S>; _output: z.output<S> };
}
