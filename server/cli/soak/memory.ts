import { readFile } from "node:fs/promises";
import { z } from "zod";
import { median } from "../bench/statistics.ts";

const sample = z.object({
  at: z.number(),
  pid: z.int(),
  role: z.enum(["web", "worker"]),
  rssBytes: z.number(),
  heapBytes: z.number(),
  /** What the engine keeps for later. */
  unusedHeapBytes: z.number(),
  externalBytes: z.number(),
});
export type MemorySample = z.infer<typeof sample>;

type Held = {
  rssBytes: number;
  /** Without what the JavaScript engine keeps for later: that comes and goes by tens of megabytes. */
  heldBytes: number;
  heapBytes: number;
};

/** What a process held, with garbage collected: medians over the first and the last part of its time. */
export type MemoryTrend = {
  samples: number;
  early: Held;
  late: Held;
  /** 0.05: a twentieth more at the end. */
  rssGrowth: number;
  heldGrowth: number;
  heapGrowth: number;
};

/** JSON lines of `memory-probe.cjs`. */
export async function readMemoryTrace(file: string): Promise<MemorySample[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.split("\n").flatMap((line) => (line === "" ? [] : [sample.parse(JSON.parse(line))]));
}

/**
 * How one process's memory went, the first sixth left out: caches and compiled code fill up in it. Null where there are
 * too few samples to tell.
 */
export function memoryTrend(samples: readonly MemorySample[]): MemoryTrend | null {
  const inOrder = samples.toSorted((a, b) => a.at - b.at);
  const settled = inOrder.slice(Math.ceil(inOrder.length / 6));
  const part = Math.floor(settled.length / 4);
  if (part < 2) return null;
  const early = middle(settled.slice(0, part));
  const late = middle(settled.slice(-part));
  return {
    samples: inOrder.length,
    early,
    late,
    rssGrowth: late.rssBytes / early.rssBytes - 1,
    heldGrowth: late.heldBytes / early.heldBytes - 1,
    heapGrowth: late.heapBytes / early.heapBytes - 1,
  };
}

function middle(samples: readonly MemorySample[]): Held {
  return {
    rssBytes: median(samples.map(({ rssBytes }) => rssBytes)),
    heldBytes: median(samples.map(({ rssBytes, unusedHeapBytes }) => rssBytes - unusedHeapBytes)),
    heapBytes: median(samples.map(({ heapBytes }) => heapBytes)),
  };
}
