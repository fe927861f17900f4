import { chainGraph, type ChainLayer } from "#models/graph/chain.ts";
import { MAX_EDGES, MAX_NODES } from "#models/graph/node-schema.ts";
import type { GraphNode } from "#models/graph/schema.ts";

const id = (index: number) => `n${String(index).padStart(63, "0")}`;
/** As many of the longest blocks as a body may hold. */
const LONGEST = 400;
const position = { x: -1 / 3e7, y: -2 / 3e7 };
const HEAD: ChainLayer[] = [{ type: "GlobalAveragePooling2D" }, { type: "Dense", settings: { units: 10 } }];

/** Networks that are as long, as wrong or as costly as may be. Some are refused, in the thread that looks at them. */
export function hostileGraphs(): Record<string, unknown> {
  const pairs = Array.from({ length: 61 }, (_, index) => [`s${index}`, 12_345_678] as const);
  const numbers = Object.fromEntries(pairs);
  const text = "x".repeat(1_000 - JSON.stringify({ ...numbers, text: "" }).length);
  const full = nodesOf(() => ({ type: "t".repeat(64), settings: { ...numbers, text } }));
  const wrong = nodesOf(() => ({
    type: "SeparableConv2D",
    settings: { ...numbers, filters: text.slice(3) },
  }));
  const merged = nodesOf(
    (index) => ({ type: index % 2 === 0 ? "Concatenate" : "Add", settings: {} }),
    MAX_NODES,
  );
  const edges = edgesOf(2 * LONGEST, (index) => [index % LONGEST, (index * 7 + 1) % LONGEST]);
  const ladder = ladderOf(LONGEST);
  const graph = (nodes: GraphNode[], joined = edges) => ({ version: 2, nodes, edges: joined });
  return {
    "the longest network": graph(full),
    "the longest, every setting of which is wrong": graph(wrong, ladder),
    "a ladder of joined branches": graph(merged, ladderOf(MAX_NODES)),
    "the costliest": costliest(),
    "nodes that are none": { version: 2, nodes: Array.from({ length: 9_000 }, () => ({})), edges: [] },
    "the longest with a wrong name in every node": graph(full.map((node) => ({ ...node, name: "NO" }))),
    "settings with all values in one": graph(
      nodesOf((index) => ({
        type: "Dense",
        settings: { units: index === 0 ? Array<number>(27_000).fill(0) : 1 },
      })),
      [],
    ),
  };
}

function nodesOf(of: (index: number) => Pick<GraphNode, "type" | "settings">, length = LONGEST): GraphNode[] {
  return Array.from({ length }, (_, index) => ({
    id: id(index),
    name: id(index),
    ...of(index),
    position,
  }));
}

function ladderOf(length: number) {
  return edgesOf(Math.min(2 * length, MAX_EDGES), (index) => [
    index >> 1,
    Math.min(length - 1, (index >> 1) + 1 + (index % 2)),
  ]);
}

function edgesOf(length: number, ends: (index: number) => [number, number]) {
  return Array.from({ length }, (_, index) => {
    const [source, target] = ends(index);
    return { source: id(source), target: id(target), slot: index };
  });
}

/** What takes the engine seconds to estimate. */
function costliest() {
  const settings = { kernelSize: [15, 15], padding: "same" };
  const layers = Array.from({ length: MAX_NODES - 10 }, (_, index): ChainLayer => {
    return index === 0
      ? { type: "Conv2D", settings: { filters: 64, ...settings } }
      : { type: "DepthwiseConv2D", settings };
  });
  return chainGraph([{ type: "AveragePooling2D", settings: { poolSize: [32, 32] } }, ...layers, ...HEAD]);
}
