import { baseLayerName } from "../graph/layer-name.ts";
import { MAX_NODES } from "../graph/node-schema.ts";
import { isObject, own } from "./json.ts";
import { operationLayer } from "./operations.ts";
import { isTensor, type LayerCall, type LayerRef } from "./read-call.ts";
import type { FileLayer, FileModel, RawLayer, RawModel } from "./file-model.ts";
import { Refusal, shown } from "./refusal.ts";

/** A model with the layers of models in it, which stand in a scope of their own. */
type Scope = {
  model: RawModel;
  /** The names that layers have in the whole. */
  names: ReadonlyMap<string, string>;
  /** What each layer is called in a `.weights.h5` file, from the whole on. */
  paths: ReadonlyMap<string, readonly string[]>;
  /** Scopes of models in this one, by their names in it. */
  inner: ReadonlyMap<string, Scope>;
  /** Where this model stands in another one, and what it reads there. */
  outer: { scope: () => Scope; inputs: readonly LayerRef[] } | null;
};

/** Further than any output is handed on from model to model. */
const MAX_HOPS = 1_000;

/**
 * The layers of a model and of all models in it, which are taken apart: what reads one reads the layer that gives its output.
 * @throws Refusal for a model or a layer that stands at several places.
 */
export function flattenModel(model: RawModel): Omit<FileModel, "version"> {
  const taken = new Set(model.layers.map(({ name }) => name));
  const whole = scopeOf(model, { taken, prefix: "", outer: null, path: [] });
  if (model.outputs.length !== 1) {
    throw new Refusal(`The model has ${model.outputs.length} outputs; Strata takes networks with one`);
  }
  const [output] = model.outputs;
  const layers = layersOf(whole);
  requireFitting(layers.length);
  return { layers, output: output === undefined ? "" : nameOf(whole, output, "The model's output is") };
}

/** @throws Refusal for more layers than a network may have beside Input and Output. */
export function requireFitting(layers: number): void {
  if (layers <= MAX_NODES - 2) return;
  throw new Refusal(`The model has ${layers} layers, at most ${MAX_NODES - 2} fit`);
}

type Place = { taken: Set<string>; prefix: string; outer: Scope["outer"]; path: readonly string[] };

function scopeOf(model: RawModel, { taken, prefix, outer, path: above }: Place): Scope {
  const names = new Map<string, string>();
  for (const { name } of model.layers) {
    if (names.has(name)) throw new Refusal(`${name}: two layers are named so`);
    names.set(name, outer === null ? name : freeName(name, prefix, taken));
  }
  const inner = new Map<string, Scope>();
  const paths = savedPaths(model, above);
  const scope: Scope = { model, names, paths, inner, outer };
  for (const layer of model.layers) {
    if (layer.model === null) continue;
    const [call] = requireOneCall(layer);
    const place = { scope: () => scope, inputs: call?.inputs ?? [] };
    const path = prefix === "" ? layer.name : `${prefix}_${layer.name}`;
    const saved = paths.get(layer.name) ?? [];
    inner.set(layer.name, scopeOf(layer.model, { taken, prefix: path, outer: place, path: saved }));
  }
  return scope;
}

/** Keras numbers the layers of a class in their order. Source: `_save_container_state` in keras/src/saving/saving_lib.py. */
function savedPaths(model: RawModel, above: readonly string[]): Map<string, readonly string[]> {
  const counts = new Map<string, number>();
  const layers = model.layers.filter(({ isOperation }) => !isOperation);
  return new Map(
    layers.map(({ name, className }) => {
      const base = baseLayerName(className);
      const count = counts.get(base) ?? 0;
      counts.set(base, count + 1);
      return [name, [...above, count === 0 ? base : `${base}_${count}`]];
    }),
  );
}

function freeName(name: string, prefix: string, taken: Set<string>): string {
  const candidates = [name, `${prefix}_${name}`];
  let free = candidates.find((candidate) => !taken.has(candidate));
  for (let index = 1; free === undefined; index++) {
    const numbered = `${prefix}_${name}_${index}`;
    if (!taken.has(numbered)) free = numbered;
  }
  taken.add(free);
  return free;
}

function requireOneCall({ name, calls, model }: RawLayer): readonly LayerCall[] {
  if (calls.length <= 1) return calls;
  const what = model === null ? "it" : "it is a model of its own that";
  throw new Refusal(`${name}: ${what} is used ${calls.length} times in the model; a block has one place`);
}

function layersOf(scope: Scope): FileLayer[] {
  return scope.model.layers.flatMap((layer): FileLayer[] => {
    const inner = scope.inner.get(layer.name);
    if (inner !== undefined) {
      const isFrozen = own(layer.config, "trainable") === false;
      const layers = layersOf(inner).map((each) => (isFrozen ? frozen(each) : each));
      const notes = modelCallNotes(layer, layers);
      return layers.map((each, index) =>
        index === 0 ? { ...each, callNotes: [...notes, ...each.callNotes] } : each,
      );
    }
    const isHandedOn = layer.className === "InputLayer" && scope.outer !== null;
    return isHandedOn ? [] : [leafOf(layer, scope)];
  });
}

function frozen(layer: FileLayer): FileLayer {
  return { ...layer, config: { ...(layer.config as object), trainable: false } };
}

function leafOf(layer: RawLayer, scope: Scope): FileLayer {
  const name = scope.names.get(layer.name) ?? layer.name;
  const [call = { inputs: [], values: [], kwargs: {} }] = requireOneCall(layer);
  const toNames = (refs: readonly LayerRef[]) => refs.map((ref) => nameOf(scope, ref, `${name} reads`));
  if (layer.isOperation) {
    const { inputs, ...rest } = operationLayer({ ...layer, name }, call);
    return { name, ...rest, inputs: toNames(inputs), callNotes: [] };
  }
  const [beside] = call.values;
  if (beside !== undefined) {
    throw new Refusal(`${name}: it takes ${shown(beside.value)} beside other layers, which no block does`);
  }
  const { className, config } = layer;
  const callNotes = notesOf(name, className, call);
  const savedAs = { name: layer.name, path: scope.paths.get(layer.name) ?? [] };
  return { name, className, config, inputs: toNames(call.inputs), callNotes, savedAs };
}

/** The layer of the whole whose output a reference means, through models that it leads into or out of. */
function nameOf(from: Scope, wanted: LayerRef, reads: string): string {
  let [scope, ref] = [from, wanted];
  for (let hop = 0; hop < MAX_HOPS; hop++) {
    const layer = scope.model.layers.find(({ name }) => name === ref.layer);
    if (layer === undefined) throw new Refusal(`${reads} ${ref.layer}, which is not there`);
    const inner = scope.inner.get(layer.name);
    if (inner !== undefined) {
      const output = inner.model.outputs[ref.tensor];
      if (output === undefined) {
        throw new Refusal(
          `${reads} output ${ref.tensor} of ${layer.name}, counted from 0, which is not there`,
        );
      }
      [scope, ref] = [inner, output];
    } else if (layer.className === "InputLayer" && scope.outer !== null) {
      const place = scope.model.inputs.findIndex((input) => input.layer === layer.name);
      const given = scope.outer.inputs[place];
      if (given === undefined)
        throw new Refusal(`${layer.name}: it is an input of a model that nothing leads into`);
      [scope, ref] = [scope.outer.scope(), given];
    } else {
      if (ref.tensor !== 0)
        throw new Refusal(`${reads} output ${ref.tensor} of ${layer.name}, which has one`);
      return scope.names.get(layer.name) ?? layer.name;
    }
  }
  throw new Refusal(`${reads} ${wanted.layer}, which leads back to itself`);
}

/** The value of `training` that makes a layer work against the way that the model is used. */
const OTHER_MODE: Readonly<Record<string, boolean>> = {
  BatchNormalization: false,
  Dropout: true,
  SpatialDropout2D: true,
  GaussianNoise: true,
};

function notesOf(name: string, className: string, { kwargs }: LayerCall): string[] {
  return Object.entries(kwargs).flatMap(([key, value]) => {
    if (isNothing(value)) return [];
    if (isTensor(value) || isKeras2Tensor(value))
      throw new Refusal(`${name}: it reads another layer as its ${key}`);
    // Keras 3 writes the default of a call down as well, by which the way that the model is used decides.
    if (key === "training" && value !== OTHER_MODE[className]) return [];
    return [`${key}=${shown(value)} in the call of ${name}`];
  });
}

function modelCallNotes({ name, calls }: RawLayer, layers: readonly FileLayer[]): string[] {
  const [call] = calls;
  if (call === undefined) return [];
  const { training, ...kwargs } = call.kwargs;
  const isMeant =
    typeof training === "boolean" && layers.some(({ className }) => OTHER_MODE[className] === training);
  return [
    ...(isMeant ? [`training=${shown(training)} in the call of ${name}`] : []),
    ...notesOf(name, "", { ...call, kwargs }),
  ];
}

function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isNothing);
  return value === null || value === undefined || (isObject(value) && Object.keys(value).length === 0);
}

/** `["dense", 0, 0]`. */
function isKeras2Tensor(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length >= 3 && typeof value[0] === "string" && typeof value[1] === "number"
  );
}
