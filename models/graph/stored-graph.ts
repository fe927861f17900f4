import { z } from "zod";
import type { Json } from "./storable.ts";
import { upgradeVersion1 } from "./version-1.ts";

const settings = z.custom<Record<string, Json>>((value) => typeof value === "object" && value !== null);
const content = { type: z.string(), settings, position: z.object({ x: z.number(), y: z.number() }) };

const version2 = z.object({
  version: z.literal(2),
  nodes: z.array(z.object({ id: z.string(), name: z.string(), ...content })),
  edges: z.array(z.object({ source: z.string(), target: z.string(), slot: z.int() })),
});

const version1 = z.object({
  version: z.literal(1),
  nodes: z.array(z.object({ id: z.string(), ...content })),
  edges: z.array(z.object({ id: z.string(), source: z.string(), target: z.string() })),
});

/** A graph as a database holds it, in today's version. Its sizes were bounded, by the bounds of its time, when it came in. */
export const storedGraph = z.discriminatedUnion("version", [version2, version1.transform(upgradeVersion1)]);
