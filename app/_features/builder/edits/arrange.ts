import type { EditPlan } from "#models/graph/edits/plan.ts";
import { layoutOf } from "#models/graph/layout/layout.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { moveTo } from "./move.ts";

/** Puts every block where the layout has it. */
export function arrange(graph: ModelGraph): EditPlan {
  return moveTo(layoutOf(graph));
}
