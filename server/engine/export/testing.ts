import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { on } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { fromBuffer, type Entry, type Options, type ZipFile } from "yauzl";
import type { ModelGraph } from "#models/graph/schema.ts";
import { networkOf } from "#models/interchange/network.ts";
import { exportModel } from "../onnx/graph/export-model.ts";
import { ModelSession } from "../onnx/session/model-session.ts";
import { randomStream, uniform } from "../random/random-stream.ts";
import type { ImageShape } from "../split.ts";
import { initialWeights } from "../weights/initial-weights.ts";
import { planNetwork } from "../weights/network-plan.ts";
import type { WeightValues } from "../weights/weight-values.ts";
import type { Download } from "./archive.ts";
import type { ExportSource } from "./export-source.ts";
import { encodeTrainedNetwork } from "./trained-network.ts";
import { openWeightFile } from "./weight-file.ts";

const CLASSES = Array.from({ length: 10 }, (_, index) => `Class${index}`);

/** The same network for pictures of another size, so that slow engines can run it. */
export function resized(graph: ModelGraph, shape: ImageShape): ModelGraph {
  const nodes = graph.nodes.map((node) =>
    node.type === "Input" ? { ...node, settings: { shape: [...shape] } } : node,
  );
  return { ...graph, nodes };
}

export type ExportedNetwork = {
  source: ExportSource;
  values: WeightValues;
  file: Uint8Array;
  images: Uint8Array;
  imageShape: ImageShape;
  /** What ONNX Runtime makes of the images with the exported ONNX file, [count, classes]. */
  logits: Float32Array;
  close: () => Promise<void>;
};

/** A network with weights that none of its parts is blind to, as it lies on disk after a run, and its logits. */
export async function exportedNetwork(
  graph: ModelGraph,
  imageShape: ImageShape,
  count = 2,
): Promise<ExportedNetwork> {
  const classes = CLASSES;
  const plan = planNetwork(graph, { inputShape: imageShape, target: numberedClasses(classes.length) });
  const random = randomStream(5);
  const values = new Map(
    [...initialWeights(plan, 1)].map(([key, value]) => [
      key,
      value.map((each) => each + (key.endsWith("kernel") ? 0 : 0.4 * uniform(random))),
    ]),
  );
  const images = Uint8Array.from(
    { length: count * imageShape[0] * imageShape[1] * imageShape[2] },
    () => random() % 256,
  );
  const session = await ModelSession.open(exportModel(plan, values), { threads: 1 });
  const { logits = new Float32Array() } = await session.infer(images, count, imageShape);
  await session.release();

  const folder = await mkdtemp(join(tmpdir(), "strata-export-"));
  const path = join(folder, "network.safetensors");
  const file = encodeTrainedNetwork({ graph, classes }, plan, values);
  await writeFile(path, file);
  const weights = await openWeightFile(path);
  const network = networkOf(graph);
  if (!network.ok) throw new Error(network.reason);
  const source = { name: "network", network: network.network, classes, weights, modifiedAt: new Date(0) };
  async function close(): Promise<void> {
    await weights.close();
    await rm(folder, { recursive: true, force: true });
  }
  return { source, values, file, images, imageShape, logits, close };
}

/** The files of a zip, and whether it is as long as it says. */
export async function unzipped({ stream, sizeBytes }: Download): Promise<Map<string, Buffer>> {
  const bytes = await buffer(stream);
  if (bytes.length !== sizeBytes) throw new Error(`Expected ${sizeBytes} bytes, received ${bytes.length}`);
  const zip = await promisify<Buffer, Options, ZipFile>(fromBuffer)(bytes, { lazyEntries: true });
  const files = new Map<string, Buffer>();
  zip.readEntry();
  for await (const [entry] of on(zip, "entry", { close: ["end"] }) as AsyncIterable<[Entry]>) {
    const source = await promisify<Entry, Readable>(zip.openReadStream.bind(zip))(entry);
    files.set(entry.fileName, await buffer(source));
    zip.readEntry();
  }
  return files;
}
