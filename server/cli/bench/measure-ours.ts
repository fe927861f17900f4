import type { z } from "zod";
import { distEntry } from "#server/platform/paths.ts";
import type { EngineMeasurementInput } from "./engine-measurement.ts";
import { runJson } from "./run-json.ts";

type Options = { signal: AbortSignal; environment?: Readonly<Record<string, string>> };

/** One measurement of the engine in a process of its own, whose answer `schema` reads. */
export async function measureOurs<Schema extends z.ZodType>(
  schema: Schema,
  input: EngineMeasurementInput,
  { signal, environment = {} }: Options,
): Promise<z.output<Schema>> {
  const args = [distEntry("measure-engine"), JSON.stringify(input)];
  return schema.parse(await runJson(process.execPath, args, { signal, environment }));
}
