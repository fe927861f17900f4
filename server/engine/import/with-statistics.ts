import type { SavedAs } from "#models/interchange/file-model.ts";
import { STATISTICS_NOT_SAID } from "#models/interchange/number-list-codecs.ts";
import type { ReadNetwork } from "#models/interchange/file/parse-model-text.ts";
import type { GraphNode } from "#models/graph/schema.ts";
import { LAYERS } from "#models/layers/index.ts";
import type { FileArray, FileWeights } from "./file-weights.ts";

type Read = Extract<ReadNetwork, { ok: true }>;

/**
 * The network with the mean and variance that a Normalization took from data: weights in a file of Keras, and settings here.
 * One whose numbers the file has not, or that are too many, stays as it was read.
 */
export function withStatistics(network: Read, weights: FileWeights): Read {
  const { graph, notes, savedAs = new Map<string, SavedAs>() } = network;
  const taken = new Map(
    graph.nodes.flatMap((node): [string, GraphNode][] => {
      const source = savedAs.get(node.name);
      const isOpen = node.type === "Normalization" && node.settings.mean === undefined;
      const settings = isOpen && source !== undefined ? statisticsOf(weights(source)) : null;
      return settings === null ? [] : [[node.id, { ...node, settings }]];
    }),
  );
  if (taken.size === 0) return network;
  const told = new Set([...taken.values()].map(({ name }) => `${name} ${STATISTICS_NOT_SAID}`));
  return {
    ...network,
    graph: { ...graph, nodes: graph.nodes.map((node) => taken.get(node.id) ?? node) },
    notes: notes?.filter((note) => !told.has(note)) ?? null,
  };
}

function statisticsOf(arrays: readonly FileArray[]): GraphNode["settings"] | null {
  const named = (name: string, index: number) =>
    arrays.find((array) => array.name === name) ?? (arrays[index]?.name === null ? arrays[index] : undefined);
  const [mean, variance] = [named("mean", 0), named("variance", 1)];
  if (mean === undefined || variance === undefined || mean.data.length !== variance.data.length) return null;
  const settings = { mean: [...mean.data].map(shortest), variance: [...variance.data].map(shortest) };
  return LAYERS.Normalization.settings.safeParse(settings).success ? settings : null;
}

/** As few digits as give the same number of 32 bits. */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return value;
}
