import type { ModelGraph } from "#models/graph/schema.ts";
import { layersOf } from "#models/interchange/network.ts";
import type { ByteSource } from "#models/interchange/file/byte-source.ts";
import { parseJson } from "#models/interchange/file/parse-json.ts";
import { parseModelText, type ReadNetwork } from "#models/interchange/file/parse-model-text.ts";
import { readModelFile } from "#models/interchange/file/read-model-file.ts";
import { readZipBytes, readZipEntry } from "#models/interchange/file/read-zip-entry.ts";
import { aboutNetwork } from "../export/trained-network.ts";
import { decodeSafeTensors, MAX_HEADER_BYTES, safeTensorsHeaderBytes } from "../weights/safetensors.ts";
import type { StoredWeights } from "../weights/starting-weights.ts";
import { assignWeights } from "./assign-weights.ts";
import { WeightsRefusal, type FileWeights } from "./file-weights.ts";
import { withHdf5 } from "./hdf5.ts";
import { kerasFileWeights } from "./keras-weights.ts";
import { knownWeights } from "./known-weights.ts";
import { legacyWeights } from "./legacy-weights.ts";
import { MAX_WEIGHTS_BYTES } from "./limits.ts";
import { readOnnxNetwork } from "./onnx/read-onnx-network.ts";
import { tfjsWeights } from "./tfjs-weights.ts";
import { withStatistics } from "./with-statistics.ts";

export type NetworkFile =
  | {
      ok: true;
      graph: ModelGraph;
      /** Null for a file of the builder, which has places and needs no words. */
      notes: readonly string[] | null;
      /** By the names of the graph's blocks; null where the file has none. */
      weights: StoredWeights | null;
    }
  | { ok: false; reason: string };

const MAX_CONFIG_BYTES = 4_000_000;

/**
 * The network in a file with the weights that it carries: Keras's `.keras` and `.h5`, a zip of TensorFlow.js's `model.json`
 * and its weights, ONNX, Strata's `model.safetensors`; or without any, what `readModelFile` reads.
 * @returns why there is none, never throws for what a file holds.
 */
export async function readNetworkFile(file: ByteSource): Promise<NetworkFile> {
  try {
    return await readKind(file);
  } catch (error) {
    return refused(error instanceof Error ? error.message : "The file cannot be read");
  }
}

async function readKind(file: ByteSource): Promise<NetworkFile> {
  const start = await file.read(0, 16);
  const text = new TextDecoder("latin1").decode(start);
  const isHdf5 = text.startsWith("\u0089HDF\r\n\u001a\n");
  const isSafeTensors = text.slice(8, 9) === "{" && start[7] === 0;
  // The version of ONNX that a file is of: field 1, a number.
  const isOnnx = start[0] === 0x08;
  const isLarge = file.size > MAX_WEIGHTS_BYTES;
  if (isLarge && (isHdf5 || isSafeTensors || isOnnx || text.startsWith("PK"))) {
    return refused(`The file is larger than ${MAX_WEIGHTS_BYTES / 2 ** 20} MiB`);
  }
  if (isHdf5) return readLegacy(await file.read(0, file.size));
  if (text.startsWith("PK")) return readArchive(file);
  if (isOnnx) return { ok: true, ...readOnnxNetwork(await file.read(0, file.size)) };
  if (isSafeTensors) return readSafeTensors(await file.read(0, file.size));
  return withoutWeights(await readModelFile(file));
}

async function readArchive(file: ByteSource): Promise<NetworkFile> {
  const network = await readModelFile(file);
  if (!network.ok) return network;
  const hdf5 = await readZipBytes(file, "model.weights.h5", MAX_WEIGHTS_BYTES);
  if (hdf5 !== null) return withHdf5(hdf5, (root) => withFileWeights(network, kerasFileWeights(root)));
  const model = parseJson((await readZipEntry(file, "model.json", MAX_CONFIG_BYTES)) ?? "{}");
  const weights = await tfjsWeights(file, model);
  return weights === null ? withoutWeights(network) : withFileWeights(network, weights);
}

function readLegacy(bytes: Uint8Array): Promise<NetworkFile> {
  return withHdf5(bytes, (root) => {
    const config = root.texts("model_config")?.join("") ?? null;
    if (config === null) {
      throw new WeightsRefusal(
        "It is HDF5 without a network: it holds weights alone. Save the whole model, as .keras or .h5",
      );
    }
    const network = parseModelText(config, root.texts("keras_version")?.join(""));
    return network.ok ? withFileWeights(network, legacyWeights(root)) : network;
  });
}

function readSafeTensors(bytes: Uint8Array): NetworkFile {
  if (safeTensorsHeaderBytes(bytes) > MAX_HEADER_BYTES) {
    return refused(`It is safetensors whose header is longer than ${MAX_HEADER_BYTES / 1e6} MB`);
  }
  const { tensors, metadata } = decodeSafeTensors(bytes);
  const floats = [...tensors].flatMap(([key, { shape, data }]) =>
    data instanceof Float32Array ? [[key, { shape, data }] as const] : [],
  );
  const broken = floats.find(([, { data }]) => !data.every(Number.isFinite));
  if (broken) throw new WeightsRefusal(`${broken[0]} holds numbers that are infinite or none`);
  const weights: StoredWeights = new Map(floats);
  if (metadata.strata !== undefined) {
    const { graph } = aboutNetwork(metadata);
    return { ok: true, graph, notes: null, weights: ofLayers(graph, weights) };
  }
  const known = knownWeights(weights);
  if (known !== null) return { ok: true, ...known };
  return refused(
    "It is safetensors without a network: Strata reads those that a run of it has left, and torchvision's MobileNetV3-Small",
  );
}

/** Without what the file holds beside the layers of its network. */
function ofLayers(graph: ModelGraph, weights: StoredWeights): StoredWeights | null {
  const list = layersOf(graph);
  const keys = (list.ok ? list.layers : []).flatMap((layer) =>
    layer.weights.map(({ name }) => `${layer.name}/${name}`),
  );
  const kept = new Map(
    keys.flatMap((key) => {
      const found = weights.get(key);
      return found === undefined ? [] : [[key, found] as const];
    }),
  );
  return kept.size === 0 ? null : kept;
}

type Read = Extract<ReadNetwork, { ok: true }>;

function withFileWeights(network: Read, weights: FileWeights): NetworkFile {
  const { graph, notes, savedAs = new Map() } = withStatistics(network, weights);
  const stored = assignWeights(graph, { savedAs, weights });
  return { ok: true, graph, notes, weights: stored.size === 0 ? null : stored };
}

function withoutWeights(network: ReadNetwork): NetworkFile {
  return network.ok ? { ok: true, graph: network.graph, notes: network.notes, weights: null } : network;
}

function refused(reason: string): NetworkFile {
  return { ok: false, reason };
}
