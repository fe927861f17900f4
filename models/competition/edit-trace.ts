import { z } from "zod";
import { meaningOf } from "../graph/diff.ts";
import { shortHash } from "../graph/network-key.ts";
import type { ModelGraph } from "../graph/schema.ts";
import { topologyOf } from "../graph/topology.ts";
import { commonLength } from "./common-length.ts";

const MOST_IN_ONE_SAVE = 60;
/** Comparing two goes with the square of it. */
const MOST_COMPARED = 400;

/** What was changed in a design from one save to the next, in the order of the network. */
const savedChanges = z.object({ atMs: z.int(), changes: z.array(z.string()) });
/** A design's saves, the oldest first. */
export const editTrace = z.array(savedChanges);
export type EditTrace = z.infer<typeof editTrace>;

/**
 * How a network became another, a short text each: blocks added, changed, taken away, or connected otherwise. The same edits of two
 * people are the same texts, whatever their blocks are called and wherever they lie.
 */
export function changesBetween(before: ModelGraph, after: ModelGraph): string[] {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const kept = new Set(after.nodes.map(({ id }) => id));
  const removed = topologyOf(before).order.filter(({ id }) => !kept.has(id));
  const told = topologyOf(after).order.flatMap((node) => {
    const earlier = old.get(node.id);
    const now = `${node.type} ${shortHash(meaningOf(node))}`;
    if (earlier === undefined) return [`add ${now}`];
    return earlier.type === node.type && meaningOf(earlier) === meaningOf(node) ? [] : [`set ${now}`];
  });
  const changes = [...removed.map(({ type }) => `remove ${type}`), ...told];
  const isSameSet = removed.length === 0 && before.nodes.length === after.nodes.length;
  if (isSameSet && wiring(before) !== wiring(after)) changes.push("connect");
  return changes.slice(0, MOST_IN_ONE_SAVE);
}

function wiring({ edges }: ModelGraph): string {
  return edges
    .map(({ source, target, slot }) => `${source} ${target} ${slot}`)
    .toSorted()
    .join();
}

export type TraceLikeness = {
  /** Edits that both made, in the same order. */
  same: number;
  /** Of whoever made fewer. */
  of: number;
  /** From the first to the last save of each. */
  seconds: [number, number];
  /** From where one began until the other did. */
  apartSeconds: number;
};

/** null where one of them has no history. */
export function traceLikeness(one: EditTrace, other: EditTrace): TraceLikeness | null {
  const [first, second] = [stepsOf(one), stepsOf(other)];
  const of = Math.min(first.length, second.length);
  if (of === 0) return null;
  const secondsOf = (trace: EditTrace) => ((trace.at(-1)?.atMs ?? 0) - (trace[0]?.atMs ?? 0)) / 1000;
  return {
    same: commonLength(first, second),
    of,
    seconds: [secondsOf(one), secondsOf(other)],
    apartSeconds: Math.abs((one[0]?.atMs ?? 0) - (other[0]?.atMs ?? 0)) / 1000,
  };
}

/** Which of all pairs are worth the look above: as many edits in common, in whatever order. */
export function commonEdits(one: EditTrace, other: EditTrace): { same: number; of: number } {
  const left = new Map<string, number>();
  const [first, second] = [stepsOf(one), stepsOf(other)];
  for (const step of first) left.set(step, (left.get(step) ?? 0) + 1);
  let same = 0;
  for (const step of second) {
    const count = left.get(step) ?? 0;
    if (count === 0) continue;
    left.set(step, count - 1);
    same += 1;
  }
  return { same, of: Math.min(first.length, second.length) };
}

const stepsOf = (trace: EditTrace) => trace.flatMap(({ changes }) => changes).slice(-MOST_COMPARED);
