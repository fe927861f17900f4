import type { z } from "zod";
import { estimateCostInput } from "./cost.ts";
import { saveDesignInput } from "./design.ts";
import type { GraphProcedure } from "./graph-procedures.ts";

export const GRAPH_INPUTS = {
  "cost.estimate": estimateCostInput,
  "design.save": saveDesignInput,
} as const satisfies Record<GraphProcedure, z.ZodType>;
