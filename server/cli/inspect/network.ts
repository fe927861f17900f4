import { formatShape } from "#models/layers/format-shape.ts";
import { layersOf, type NetworkLayer } from "#models/interchange/network.ts";
import { matchWeights } from "#models/weights/match-weights.ts";
import { readNetworkFile } from "#server/engine/import/read-network-file.ts";
import { shapesOf } from "#server/engine/weights/starting-weights.ts";
import { elementCount } from "#models/layers/element-count.ts";
import { withFileSource } from "../train/file-source.ts";
import { type Finding, refusedFinding } from "./finding.ts";

/** The network that the builder's import and `train -- --model` make of a file, its layers in Keras's order. */
export async function inspectNetwork(file: string): Promise<Finding> {
  const read = await withFileSource(file, readNetworkFile);
  if (!read.ok) return refusedFinding(file, "network", read.reason);
  const result = layersOf(read.graph);
  if (!result.ok) return refusedFinding(file, "network", result.reason);
  const { layers, input, problems } = result;
  const inputShape = layers.find(({ name }) => name === input)?.shape ?? [];
  const params = layers.reduce((total, layer) => total + paramsOf(layer), 0);
  const weights = layers.flatMap((layer) =>
    layer.weights.map(({ name, shape }) => ({ key: `${layer.name}/${name}`, layer: layer.name, shape })),
  );
  const start = read.weights === null ? null : matchWeights(weights, shapesOf(read.weights));
  const notes = [
    ...problems.map((problem) => `It cannot be trained as it is: ${problem}`),
    ...(start === null ? [] : [`It carries the weights of ${start.layers.length} of ${start.total} layers`]),
    ...(read.notes ?? []),
  ];
  return {
    isTaken: true,
    report: {
      file,
      kind: "network",
      inputShape,
      params,
      ...(start === null ? {} : { weights: { layers: start.layers.length, of: start.total } }),
      layers: layers.map(({ name, type, shape }) => ({ name, type, outputShape: shape })),
      notes,
    },
    lines: [
      `${file}: a network of ${formatShape(inputShape)} with ${params.toLocaleString("en")} parameters`,
      ...tableOf(layers),
      ...notes.map((note) => `  Note: ${note}`),
    ],
  };
}

function paramsOf({ weights }: NetworkLayer): number {
  return weights.reduce((total, { shape }) => total + elementCount(shape), 0);
}

function tableOf(layers: readonly NetworkLayer[]): string[] {
  const longest = (texts: readonly string[]) => Math.max(...texts.map((text) => text.length));
  const nameWidth = longest(layers.map(({ name }) => name));
  const typeWidth = longest(layers.map(({ type }) => type));
  return layers.map(
    ({ name, type, shape }) =>
      `  ${name.padEnd(nameWidth)}  ${type.padEnd(typeWidth)}  ${formatShape(shape)}`,
  );
}
