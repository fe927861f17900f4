import { layerOf } from "../layers/index.ts";
import { groupEdges } from "./group-edges.ts";
import { parseSettings } from "./parse-settings.ts";
import type { GraphNode, ModelGraph } from "./schema.ts";

export type NetworkDiff = {
  added: string[];
  removed: string[];
  /** Of another type, or with settings that mean something else. */
  changed: string[];
  /** Connections that exist on one side only. */
  isRewired: boolean;
};

/**
 * How the network of `after` differs from that of `before`, by layer name. Positions, ids, the order of lists,
 * the inputs' slots (but for a layer whose inputs are ordered) and settings that only spell out a default make no difference.
 */
export function diffNetworks(before: ModelGraph, after: ModelGraph): NetworkDiff {
  const old = new Map(before.nodes.map((node) => [node.name, node]));
  const now = new Map(after.nodes.map((node) => [node.name, node]));
  return {
    added: [...now.keys()].filter((name) => !old.has(name)),
    removed: [...old.keys()].filter((name) => !now.has(name)),
    changed: [...now].filter(([name, node]) => isChanged(old.get(name), node)).map(([name]) => name),
    isRewired: wiring(before) !== wiring(after),
  };
}

/** Whether two graphs are one and the same network, wherever their blocks lie on the canvas. */
export function sameNetwork(a: ModelGraph, b: ModelGraph): boolean {
  if (a.nodes.length !== b.nodes.length) return false;
  const { added, removed, changed, isRewired } = diffNetworks(a, b);
  return added.length + removed.length + changed.length === 0 && !isRewired;
}

function isChanged(before: GraphNode | undefined, after: GraphNode): boolean {
  if (before === undefined) return false;
  return before.type !== after.type || meaningOf(before) !== meaningOf(after);
}

/** What a layer of its type does. Parsed settings have the order of their schema; those that do not parse are as they are. */
export function meaningOf(node: GraphNode): string {
  const parsed = parseSettings(node);
  return parsed.ok
    ? JSON.stringify([parsed.settings, parsed.isFrozen])
    : JSON.stringify(sortKeys(node.settings));
}

function sortKeys(settings: GraphNode["settings"]): [string, unknown][] {
  return Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function wiring(graph: ModelGraph): string {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const pairs = [...groupEdges(graph.edges, "target")].map(([id, edges]) => {
    const target = nodes.get(id);
    const sources = edges
      .toSorted((a, b) => a.slot - b.slot)
      .map(({ source }) => nodes.get(source)?.name ?? "");
    const isOrdered = layerOf(target?.type ?? "")?.inputs.isOrdered;
    return JSON.stringify([target?.name, ...(isOrdered ? sources : sources.toSorted())]);
  });
  return pairs.toSorted().join();
}
