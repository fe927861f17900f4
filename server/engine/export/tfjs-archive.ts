import { elementCount } from "#models/layers/element-count.ts";
import { toTfjs, type TfjsWeight } from "#models/interchange/to-tfjs.ts";
import { archive, type Download, type LazyBytes } from "./archive.ts";
import { changeKernel } from "./change-kernel.ts";
import type { ExportSource } from "./export-source.ts";
import { PREPROCESSING } from "./trained-network.ts";
import type { WeightFile } from "./weight-file.ts";

const WEIGHTS_FILE = "weights.bin";

/** A zip of `model.json` and its weights, as `tf.loadLayersModel` takes them; the model gives logits. */
export function tfjsArchive({
  network,
  name,
  classes,
  weights,
  modifiedAt,
}: ExportSource): Promise<Download> {
  const { topology, weights: list } = toTfjs(network, name);
  const model = {
    format: "layers-model",
    generatedBy: "Strata",
    convertedBy: null,
    modelTopology: topology,
    weightsManifest: [
      {
        paths: [WEIGHTS_FILE],
        weights: list.map(({ name, shape }) => ({ name, shape, dtype: "float32" })),
      },
    ],
    userDefinedMetadata: { classes, preprocessing: PREPROCESSING },
  };
  const entries = [
    { name: "model.json", content: `${JSON.stringify(model)}\n` },
    { name: WEIGHTS_FILE, content: weightBytes(list, weights) },
  ];
  return archive(entries, modifiedAt);
}

function weightBytes(list: readonly TfjsWeight[], weights: WeightFile): LazyBytes {
  const sizeBytes = list.reduce((sum, { shape }) => sum + shape.reduce((size, side) => size * side, 4), 0);
  return {
    sizeBytes,
    async *bytes() {
      for (const { key, value, sourceShape, change } of list) {
        if (key === null) {
          yield new Uint8Array(new Float32Array(elementCount(sourceShape)).fill(value).buffer);
          continue;
        }
        const stream = weights.stream(key, sourceShape);
        if (change === null) yield* stream;
        else {
          const changed = changeKernel(await floats(stream), sourceShape, change);
          yield new Uint8Array(changed.buffer);
        }
      }
    },
  };
}

async function floats(stream: AsyncGenerator<Uint8Array>): Promise<Float32Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const bytes = new Uint8Array(Buffer.concat(chunks));
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}
