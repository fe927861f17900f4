import { Graph, layout as dagreLayout } from "@dagrejs/dagre";
import type { EditPlan, Point } from "#models/graph/edits/plan.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { BLOCK_HEIGHT, BLOCK_WIDTH, COLUMN_WIDTH, ROW_HEIGHT } from "./block-size.ts";
import { moveTo } from "./move.ts";

/** Lays all blocks out from top to bottom along the data's way. */
export function arrange(graph: ModelGraph): EditPlan {
  const plan = new Graph();
  plan.setGraph({ rankdir: "TB", ranksep: ROW_HEIGHT - BLOCK_HEIGHT, nodesep: COLUMN_WIDTH - BLOCK_WIDTH });
  plan.setDefaultEdgeLabel(() => ({}));
  for (const node of graph.nodes) plan.setNode(node.id, { width: BLOCK_WIDTH, height: BLOCK_HEIGHT });
  for (const edge of graph.edges) plan.setEdge(edge.source, edge.target);
  dagreLayout(plan);
  const places = graph.nodes.map((node): [string, Point] => {
    const { x = 0, y = 0 } = plan.node(node.id) as Partial<Point>;
    return [node.id, { x: Math.round(x - BLOCK_WIDTH / 2), y: Math.round(y - BLOCK_HEIGHT / 2) }];
  });
  return moveTo(new Map(places));
}
