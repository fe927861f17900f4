import { MAX_NODES } from "#models/graph/node-schema.ts";
import { GRAPH_VERSION, modelGraph, type ModelGraph } from "#models/graph/schema.ts";
import { Notes } from "#models/interchange/notes.ts";
import type { StoredWeights } from "../../weights/starting-weights.ts";
import { WeightsRefusal } from "../file-weights.ts";
import { OnnxCall } from "./onnx-call.ts";
import { OnnxDraft } from "./onnx-draft.ts";
import { readOnnxGraph, type OnnxGraph, type OnnxNode } from "./onnx-graph.ts";
import { CHANNELS_FIRST, CHANNELS_LAST, isInOrder, type Feature, type OnnxValue } from "./onnx-value.ts";
import { readOperator } from "./operators.ts";

type Read = { graph: ModelGraph; notes: string[]; weights: StoredWeights };

const FLOAT32 = 1;
const MAX_OUTPUTS = 16;
/** Where the file leaves it open: what most networks of pictures are trained with. */
const USUAL_SIDE = 224;

/**
 * The network of an ONNX file with its weights, as blocks that give the same numbers. Channels come last here, so that
 * kernels and what follows a flattened map are turned. All blocks lie at one place: arrange them.
 * @throws WeightsRefusal, or EngineError for bytes that are none, with the reason.
 */
export function readOnnxNetwork(bytes: Uint8Array): Read {
  const file = readOnnxGraph(bytes);
  const notes = new Notes();
  const draft = new OnnxDraft();
  const { nodes, output } = needed(file, notes);
  const values = new Map<string, OnnxValue | null>(
    [...file.constants].map(([name, constant]) => [
      name,
      constant === null ? null : { kind: "constant", ...constant },
    ]),
  );
  const input = readInput(file, draft, notes);
  values.set(input.name, { kind: "feature", ...input.feature });
  const uses = usesOf(file);
  for (const node of nodes) {
    const [first = ""] = node.outputs;
    values.set(first, readOperator(new OnnxCall(node, { draft, notes, values, uses })));
  }
  const last = values.get(output);
  if (last?.kind !== "feature")
    throw new WeightsRefusal(`Its output ${output.slice(0, 80)} is none of a layer`);
  const graph = finished(draft, last, notes);
  const kept = new Set(graph.nodes.map(({ name }) => name));
  const weights = [...draft.weights].filter(([key]) => kept.has(key.slice(0, key.lastIndexOf("/"))));
  return { graph, notes: notes.list(), weights: new Map(weights) };
}

function usesOf({ nodes, outputs }: OnnxGraph): Map<string, number> {
  const uses = new Map<string, number>();
  for (const name of [...nodes.flatMap(({ inputs }) => inputs), ...outputs]) {
    uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return uses;
}

/** What gives the file's output; of several outputs, the one that all others lie on the way to. */
function needed(file: OnnxGraph, notes: Notes): { nodes: OnnxNode[]; output: string } {
  const { outputs } = file;
  const makers = new Map(file.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
  if (outputs.length === 0 || outputs.length > MAX_OUTPUTS) {
    throw new WeightsRefusal(`It has ${outputs.length} outputs; Strata takes networks with one`);
  }
  const found = outputs.map((output) => ({ output, nodes: waysTo(output, makers) }));
  const throughIdentity = (name: string) => {
    const node = makers.get(name);
    return node?.op === "Identity" ? (node.inputs[0] ?? name) : name;
  };
  const whole = found.find(({ nodes, output }) =>
    outputs.every((each) => {
      const maker = makers.get(throughIdentity(each));
      return each === output || (maker !== undefined && nodes.has(maker));
    }),
  );
  if (whole === undefined) {
    throw new WeightsRefusal(
      `It has ${outputs.length} outputs (${outputs.join(", ").slice(0, 80)}); Strata takes networks with one`,
    );
  }
  for (const output of outputs) {
    if (output !== whole.output)
      notes.add("Left out: the output %s, which lies on the way to the last one", output);
  }
  return { nodes: file.nodes.filter((node) => whole.nodes.has(node)), output: whole.output };
}

function waysTo(output: string, makers: ReadonlyMap<string, OnnxNode>): Set<OnnxNode> {
  const nodes = new Set<OnnxNode>();
  const waiting = [output];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const node = makers.get(name);
    if (node === undefined || nodes.has(node)) continue;
    nodes.add(node);
    waiting.push(...node.inputs);
  }
  return nodes;
}

/** Pictures of one size, channels first or last. */
function readInput(
  { inputs }: OnnxGraph,
  draft: OnnxDraft,
  notes: Notes,
): { name: string; feature: Feature } {
  const [input] = inputs;
  if (input === undefined || inputs.length > 1) {
    throw new WeightsRefusal(`It has ${inputs.length} inputs; Strata takes networks with one`);
  }
  const { name, elementType, dims } = input;
  const [batch, ...sides] = dims;
  const isFew = (side: number | string | undefined) => typeof side === "number" && side >= 1 && side <= 4;
  const isFirst = isFew(sides[0]);
  if (elementType !== FLOAT32 || sides.length !== 3 || !(isFirst || isFew(sides[2]))) {
    throw new WeightsRefusal(
      `Its input is [${dims.join(", ")}], expected fractions [batch, channels, height, width] of pictures`,
    );
  }
  if (typeof batch === "number" && batch > 1) {
    throw new WeightsRefusal(`Its input is of ${batch} pictures at once, expected one, or any number`);
  }
  const [channels, height, width] = isFirst ? sides : [sides[2], sides[0], sides[1]];
  const sideOf = (side: number | string | undefined) => {
    if (typeof side === "number" && side > 0) return side;
    notes.add(`It takes pictures of any size; %s stands for it`, `${USUAL_SIDE} x ${USUAL_SIDE}`);
    return USUAL_SIDE;
  };
  const shape = [sideOf(height), sideOf(width), Number(channels)];
  const feed = draft.add({ type: "Input", settings: { shape } }, []);
  notes.add(
    "ONNX files do not say how pictures are prepared. They arrive as 0 to 1 here: put Rescaling or Normalization before the first layer where it was trained with something else",
  );
  return {
    name,
    feature: { feed, shape, axes: isFirst ? CHANNELS_FIRST : CHANNELS_LAST, isNonNegative: false },
  };
}

/** What leads to the last value, and Output, which applies softmax itself. */
function finished(draft: OnnxDraft, last: Feature, notes: Notes): ModelGraph {
  if (last.flattened !== undefined && !isInOrder(last.flattened)) {
    notes.add("What it gives is in another order than in the file: rows, columns, channels");
  }
  const end = draft.nodeOf(last.feed);
  const isSoftmax = end?.type === "Activation" && end.settings.activation === "softmax";
  if (isSoftmax) notes.add("Left out: the softmax of %s, which Output applies", last.feed);
  const logits = isSoftmax ? (draft.sourceOf(last.feed) ?? last.feed) : last.feed;
  const kept = new Set([draft.add({ type: "Output" }, [logits])]);
  for (const id of kept) {
    for (const { source } of draft.edges.filter(({ target }) => target === id)) kept.add(source);
  }
  const nodes = draft.nodes.filter(({ id }) => kept.has(id));
  if (nodes.length > MAX_NODES) {
    throw new WeightsRefusal(`It has ${nodes.length - 2} layers, at most ${MAX_NODES - 2} fit`);
  }
  const edges = draft.edges.filter(({ target }) => kept.has(target));
  const parsed = modelGraph.safeParse({ version: GRAPH_VERSION, nodes, edges });
  if (parsed.success) return parsed.data;
  throw new WeightsRefusal(`It is too large: ${parsed.error.issues[0]?.message}`);
}
