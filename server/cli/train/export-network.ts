import { classesOf } from "#models/tasks/classes-of.ts";
import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { DatasetDescriptor } from "#models/datasets/descriptor.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { whyNoNotebook } from "#models/interchange/why-no-notebook.ts";
import { whyNoTfjs } from "#models/interchange/why-no-tfjs.ts";
import { EUROSAT_ARCHIVE } from "#server/datasets/download/eurosat-archive.ts";
import type { Download } from "#server/engine/export/archive.ts";
import { kerasArchive } from "#server/engine/export/keras-archive.ts";
import { detailsFor } from "#server/engine/export/notebook/details-for.ts";
import { notebookArchive } from "#server/engine/export/notebook/notebook-archive.ts";
import { openExport } from "#server/engine/export/open-export.ts";
import { tfjsArchive } from "#server/engine/export/tfjs-archive.ts";
import { encodeTrainedNetwork } from "#server/engine/export/trained-network.ts";
import { planNetwork } from "#server/engine/weights/network-plan.ts";
import type { OutputScale } from "#server/engine/objectives/objective.ts";
import type { WeightValues } from "#server/engine/weights/weight-values.ts";

type Trained = {
  graph: ModelGraph;
  title: string;
  dataset: DatasetDescriptor;
  model: Uint8Array;
  weights: WeightValues;
  outputScale: OutputScale | null;
  /** See `TaskDefinition.rankOf`. */
  score: number;
};

/** Writes a trained network in every format that it can be had in; gives a line for each that it cannot. */
export async function exportNetwork(folder: string, trained: Trained): Promise<string[]> {
  const { graph, title, dataset, score, outputScale } = trained;
  const { target } = dataset;
  const plan = planNetwork(graph, { inputShape: dataset.inputShape, target });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "model.onnx"), trained.model);
  const weightsFile = join(folder, "model.safetensors");
  await writeFile(
    weightsFile,
    encodeTrainedNetwork({ graph, classes: classesOf(target), outputScale }, plan, trained.weights),
  );
  const source = await openExport(weightsFile, { name: "network", modifiedAt: new Date() });
  const missing: string[] = [];
  async function write(name: string, whyNot: string | null, make: () => Promise<Download>): Promise<void> {
    if (whyNot !== null) missing.push(`No ${name}: ${whyNot}`);
    else await pipeline((await make()).stream, createWriteStream(join(folder, name)));
  }
  try {
    await write("model.keras", null, () => kerasArchive(source));
    await write("tfjs.zip", whyNoTfjs(graph), () => tfjsArchive(source));
    await write("notebook.zip", whyNoNotebook(dataset), () =>
      notebookArchive(source, detailsFor({ title, dataset, score, archive: EUROSAT_ARCHIVE })),
    );
  } finally {
    await source.weights.close();
  }
  return missing;
}
