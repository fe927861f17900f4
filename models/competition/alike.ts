import { topologyOf } from "../graph/topology.ts";
import type { ModelGraph } from "../graph/schema.ts";
import { canonicalText } from "../records/canonical-text.ts";
import { commonLength } from "./common-length.ts";

/**
 * How much two networks have in common, from 0 to 1: twice the longest common sequence of blocks, in the order in which they
 * compute, by the blocks of both. Names and places on the canvas do not count, types and settings do.
 */
export function graphLikeness(one: ModelGraph, other: ModelGraph): number {
  const [first, second] = [blocksOf(one), blocksOf(other)];
  if (first.length + second.length === 0) return 1;
  return (2 * commonLength(first, second)) / (first.length + second.length);
}

/** The share of examples to which two networks give the same answer; null where they were not asked about the same ones. */
export function answerLikeness(one: ArrayLike<number>, other: ArrayLike<number>): number | null {
  if (one.length !== other.length || one.length === 0) return null;
  let same = 0;
  for (let index = 0; index < one.length; index++) if (one[index] === other[index]) same += 1;
  return same / one.length;
}

const ENDS = new Set(["Input", "Output"]);

/** Each block as text that is the same for the same type and settings. Input and Output, which all have, are left out. */
function blocksOf(graph: ModelGraph): string[] {
  return topologyOf(graph)
    .order.filter(({ type }) => !ENDS.has(type))
    .map(({ type, settings }) => `${type} ${canonicalText(settings)}`);
}
