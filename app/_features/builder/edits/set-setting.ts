import type { GraphNode, ModelGraph } from "#models/graph/schema.ts";
import { type EditResult, refuse } from "./edit-result.ts";
import { nodeById } from "./links.ts";

export type SettingValue = GraphNode["settings"][string];

/** Sets one setting as typed, right or wrong: the analysis says what is wrong with it. Undefined takes it out. */
export function setSetting(
  graph: ModelGraph,
  nodeId: string,
  { name, value }: { name: string; value: SettingValue | undefined },
): EditResult {
  const node = nodeById(graph, nodeId);
  if (node === undefined) return refuse("This block is gone");
  if (value === undefined ? !(name in node.settings) : node.settings[name] === value)
    return { ok: true, graph };
  const { [name]: _old, ...others } = node.settings;
  // A setting keeps its place, so that a saved file changes in one line only.
  const settings =
    value === undefined
      ? others
      : Object.hasOwn(node.settings, name)
        ? Object.fromEntries(
            Object.entries(node.settings).map(([key, old]) => [key, key === name ? value : old]),
          )
        : { ...node.settings, [name]: value };
  return {
    ok: true,
    graph: { ...graph, nodes: graph.nodes.map((other) => (other === node ? { ...node, settings } : other)) },
  };
}
