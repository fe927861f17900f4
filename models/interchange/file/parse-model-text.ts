import { modelGraph, type ModelGraph } from "../../graph/schema.ts";
import { isLayerType } from "../../layers/index.ts";
import type { SavedAs } from "../file-model.ts";
import { fromKeras } from "../from-keras.ts";
import { own } from "../json.ts";
import { isKerasModel } from "../read-model.ts";
import { parseJson } from "./parse-json.ts";
import { isNestedDeeper, MAX_DEPTH } from "./is-nested-deeper.ts";

/** NASNetMobile of keras.applications, 771 layers, is 2.4 MB when it is indented. */
export const MAX_MODEL_BYTES = 4_000_000;

export type ReadNetwork =
  | {
      ok: true;
      graph: ModelGraph;
      /** Of another program's file: what was left out, or is to be known. Its blocks have no places yet. */
      notes: readonly string[] | null;
      /** Of a file of Keras or TensorFlow.js: where it keeps the weights of a block, by the block's name. */
      savedAs?: ReadonlyMap<string, SavedAs>;
    }
  | { ok: false; reason: string };

/**
 * A file of the builder, Keras JSON or a TensorFlow.js `model.json`.
 * Wrong settings pass, for the canvas says what is wrong with them; what it cannot show at all does not.
 * @param kerasVersion where it stands beside the text, as in a `.keras` archive.
 */
export function parseModelText(text: string, kerasVersion?: string): ReadNetwork {
  if (text.length > MAX_MODEL_BYTES)
    return { ok: false, reason: `It is larger than ${MAX_MODEL_BYTES / 1_000_000} MB` };
  const value = parseJson(text);
  if (value === undefined) return { ok: false, reason: notJson(text) };
  if (isNestedDeeper(value, MAX_DEPTH))
    return { ok: false, reason: "It is not a model: it is nested too deep" };
  if (isKerasModel(value)) return fromKeras(value, kerasVersion);
  if (own(value, "nodes") === undefined && own(value, "version") === undefined) {
    return { ok: false, reason: "It is JSON, but not a model of the builder, of Keras or of TensorFlow.js" };
  }
  const parsed = modelGraph.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
    return { ok: false, reason: `It is not a model of this builder. ${where}${issue?.message ?? ""}` };
  }
  const reason = whyNotShown(parsed.data);
  return reason === null ? { ok: true, graph: parsed.data, notes: null } : { ok: false, reason };
}

function notJson(text: string): string {
  const expected = "Expected a model of the builder, of Keras or of TensorFlow.js";
  return /^\s*\{\s*'/.test(text)
    ? `It is a dictionary as Python prints it, and not JSON. ${expected}, such as model.to_json() gives`
    : `It is not JSON. ${expected}`;
}

function whyNotShown({ nodes, edges }: ModelGraph): string | null {
  const ids = new Set<string>();
  const names = new Map<string, string>();
  for (const { id, name, type } of nodes) {
    if (!isLayerType(type)) return `The block ${name} is a ${type}, a layer that is not known here`;
    if (names.has(name)) return `Two blocks in the file are named ${name}`;
    if (ids.has(id)) return `Two blocks in the file have the id ${id}`;
    ids.add(id);
    names.set(name, id);
  }
  const inputs = new Set<string>();
  for (const { source, target, slot } of edges) {
    const missing = [source, target].find((end) => !ids.has(end));
    if (missing !== undefined) return `A connection in the file leads to ${missing}, which is not in it`;
    const input = `${target}:${slot}`;
    if (inputs.has(input)) return `Two connections in the file lead into input ${slot} of ${target}`;
    inputs.add(input);
  }
  return null;
}
