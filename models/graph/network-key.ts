import { layerOf } from "../layers/index.ts";
import { meaningOf } from "./diff.ts";
import type { ModelGraph } from "./schema.ts";
import { topologyOf } from "./topology.ts";

/**
 * A short text that is the same for graphs that are one network, whatever their blocks are called, in which order they are
 * listed, where they lie and which defaults they spell out. A block is told by its settings, by all that leads into it and by all
 * that it leads to, as Weisfeiler and Lehman refine colours; two networks share a key by chance once in 2^53.
 */
export function networkKey(graph: ModelGraph): string {
  const { order, incoming } = topologyOf(graph);
  const labels = new Map(order.map((node) => [node.id, shortHash(`${node.type} ${meaningOf(node)}`)]));
  const before = new Map<string, string>();
  const consumers = new Map<string, string[]>();
  for (const { id, type } of order) {
    const sources = (incoming.get(id) ?? []).map(({ source }) => source);
    const read = sources.map((source) => before.get(source) ?? "");
    const isOrdered = layerOf(type)?.inputs.isOrdered === true;
    before.set(id, shortHash([labels.get(id), ...(isOrdered ? read : read.toSorted())].join(" ")));
    for (const source of sources) consumers.set(source, [...(consumers.get(source) ?? []), id]);
  }
  const after = new Map<string, string>();
  for (const { id } of order.toReversed()) {
    const readers = (consumers.get(id) ?? []).map((reader) => after.get(reader) ?? "");
    after.set(id, shortHash([labels.get(id), ...readers.toSorted()].join(" ")));
  }
  return shortHash(
    order
      .map(({ id }) => `${before.get(id)} ${after.get(id)}`)
      .toSorted()
      .join("\n"),
  );
}

/** 53 bits of a text in two lanes of multiplications. Not for what somebody gains by a collision. */
export function shortHash(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return ((high & 0x1fffff) * 2 ** 32 + (low >>> 0)).toString(36);
}
