import { layerOf } from "../layers/index.ts";
import type { LayerDefinition } from "../layers/define-layer.ts";
import { canFreeze, TRAINABLE } from "../layers/trainable.ts";
import type { GraphIssue } from "./graph-issue.ts";
import type { GraphNode } from "./schema.ts";

export type ParsedNode =
  | { ok: true; layer: LayerDefinition; settings: unknown; isFrozen: boolean }
  | { ok: false; issues: readonly GraphIssue[] };

/** The node's layer with its settings, defaults filled in; otherwise one issue a wrong field. */
export function parseSettings(node: GraphNode): ParsedNode {
  const layer = layerOf(node.type);
  if (layer === undefined) {
    const message = `There is no layer called ${JSON.stringify(node.type)}`;
    return { ok: false, issues: [{ severity: "error", code: "UNKNOWN_LAYER", message, nodeId: node.id }] };
  }
  const { [TRAINABLE]: trainable = true, ...own } = node.settings;
  const isAsked = canFreeze(node.type) && typeof trainable === "boolean";
  const parsed = layer.settings.safeParse(isAsked ? own : node.settings);
  if (parsed.success) return { ok: true, layer, settings: parsed.data, isFrozen: trainable === false };
  const byField = new Map<string, string>();
  for (const { path, message } of parsed.error.issues) {
    const field = path.length === 0 ? "" : String(path[0]);
    if (!byField.has(field)) byField.set(field, field === "" ? message : `${field}: ${message}`);
  }
  return {
    ok: false,
    issues: [...byField].map(([field, message]) => ({
      severity: "error",
      code: "INVALID_SETTING",
      message,
      nodeId: node.id,
      ...(field === "" ? {} : { field }),
    })),
  };
}
