import { BLOCKED_DOMAIN } from "../graph/proto/encode-model.ts";
import type { OnnxModel, OnnxNode } from "../graph/proto/onnx-model.ts";
import { inferValues } from "./infer-values.ts";
import type { IndexedNode } from "./running-order.ts";

/** Folds what depends on constants alone, drops Identity and keeps one of several equal nodes. Adds to `constants`. */
export function mergeEqual(
  nodes: readonly OnnxNode[],
  { constants, outputs }: { constants: Set<string>; outputs: ReadonlySet<string> },
): OnnxNode[] {
  const renamed = new Map<string, string>();
  const known = new Map<string, OnnxNode>();
  const kept: OnnxNode[] = [];
  for (const original of nodes) {
    const node = { ...original, inputs: original.inputs.map((name) => renamed.get(name) ?? name) };
    const [source = ""] = node.inputs;
    const [output = ""] = node.outputs;
    const key = JSON.stringify([node.op, node.domain, node.inputs, node.attributes, node.outputs.length]);
    const equal = known.get(key);
    if (outputs.has(output)) {
      kept.push(node);
    } else if (node.inputs.every((name) => name === "" || constants.has(name))) {
      for (const name of node.outputs) constants.add(name);
    } else if (node.op === "Identity") {
      renamed.set(output, source);
    } else if (equal === undefined) {
      known.set(key, node);
      kept.push(node);
    } else {
      for (const [index, name] of node.outputs.entries()) renamed.set(name, equal.outputs[index] ?? name);
    }
  }
  return kept;
}

/** A value that is an output and nothing else is written where the output lies: its Identity goes. */
export function writeOutputs(nodes: readonly OnnxNode[], outputs: ReadonlySet<string>): OnnxNode[] {
  const uses = countUses(nodes);
  const made = new Set(nodes.flatMap((node) => node.outputs));
  const renamed = new Map<string, string>();
  for (const { op, inputs, outputs: given } of nodes) {
    const [source = ""] = inputs;
    const [target = ""] = given;
    const isOnly = made.has(source) && uses.get(source) === 1;
    if (op === "Identity" && outputs.has(target) && isOnly) renamed.set(source, target);
  }
  return nodes
    .filter(({ op, inputs: [source = ""] }) => op !== "Identity" || !renamed.has(source))
    .map((node) => ({ ...node, outputs: node.outputs.map((name) => renamed.get(name) ?? name) }));
}

const BLOCK = 16;

/**
 * A convolution of each channel with a constant kernel of its own runs in the blocked layout, and what it reads and gives
 * is copied for that. Source: onnxruntime/core/optimizer/nchwc_transformer.cc, release 1.30.
 */
export function blockConvolutions(nodes: readonly OnnxNode[], { initializers }: OnnxModel): OnnxNode[] {
  const filters = new Map(initializers.map(({ name, dims }) => [name, dims[0]]));
  return nodes.flatMap((node) => {
    const [input = "", kernel = ""] = node.inputs;
    const [output = ""] = node.outputs;
    const group = node.attributes.group;
    const isPlain = node.op === "Conv" && node.domain === "";
    if (!isPlain || typeof group !== "number" || group % BLOCK !== 0) return [node];
    if (filters.get(kernel) !== group) return [node];
    const [blocked, given] = [`${output}/blocked`, `${output}/given`];
    const reorder = (op: string, from: string, to: string): OnnxNode => {
      return { op, domain: BLOCKED_DOMAIN, inputs: [from], outputs: [to], attributes: {} };
    };
    return [
      reorder("ReorderInput", input, blocked),
      { ...node, domain: BLOCKED_DOMAIN, inputs: [blocked, ...node.inputs.slice(1)], outputs: [given] },
      reorder("ReorderOutput", given, output),
    ];
  });
}

/** Several slices of one input of the model are cut at once. */
export function mergeSlices(nodes: readonly OnnxNode[], inputs: ReadonlySet<string>): OnnxNode[] {
  const slices = new Map<string, OnnxNode[]>();
  for (const node of nodes) {
    const [source = ""] = node.inputs;
    if (node.op === "Slice" && inputs.has(source)) slices.set(source, [...(slices.get(source) ?? []), node]);
  }
  const several = [...slices].filter(([, cuts]) => cuts.length > 1);
  const gone = new Set(several.flatMap(([, cuts]) => cuts));
  const merged = several.map(([source, cuts]): OnnxNode => {
    const outputs = cuts.flatMap((cut) => cut.outputs);
    return { op: "Split", domain: "", inputs: [source], outputs, attributes: {} };
  });
  return [...nodes.filter((node) => !gone.has(node)), ...merged];
}

/**
 * Reshapes of one another, to a shape that does not depend on the batch, become one. It counts as made after all others,
 * which decides about the order: what it reads is worked out first.
 */
export function mergeReshapes(nodes: readonly IndexedNode[], model: OnnxModel): IndexedNode[] {
  const [few, many] = [inferValues(model, 2), inferValues(model, 3)];
  const isFixed = (name: string) => few.get(name)?.dims.join() === many.get(name)?.dims.join();
  const uses = countUses(nodes.map(({ node }) => node));
  const kept = new Map(nodes.map((each) => [each.node.outputs[0] ?? "", each]));
  let index = Math.max(...nodes.map((each) => each.index));
  for (const { node } of nodes) {
    const [output = ""] = node.outputs;
    const [source = "", ...shape] = node.inputs;
    const before = kept.get(source)?.node;
    if (node.op !== "Reshape" || before?.op !== "Reshape" || uses.get(source) !== 1) continue;
    if (!isFixed(output)) continue;
    index += 1;
    kept.delete(source);
    kept.set(output, { node: { ...node, inputs: [before.inputs[0] ?? "", ...shape] }, index });
  }
  return [...kept.values()];
}

function countUses(nodes: readonly OnnxNode[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const name of nodes.flatMap((node) => node.inputs)) uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
}
