import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Product } from "./product.ts";

const traceLine = z.object({ at: z.number(), epoch: z.int() });

/** When epochs ended in training children, by `epoch-probe.cjs`. */
export async function readTrace({ epochTrace }: Product): Promise<z.infer<typeof traceLine>[]> {
  const text = await readFile(epochTrace, "utf8").catch(() => "");
  return text.split("\n").flatMap((line) => (line === "" ? [] : [traceLine.parse(JSON.parse(line))]));
}
