import { archive, type Download } from "./archive.ts";
import type { ExportSource } from "./export-source.ts";
import { kerasWeights } from "./keras-weights.ts";
import { notebook, NOTEBOOK_WEIGHTS, type NotebookDetails } from "./notebook.ts";

/** A zip of a Keras notebook and the weights that it loads. */
export function notebookArchive(source: ExportSource, details: NotebookDetails): Promise<Download> {
  const entries = [
    { name: "network.ipynb", content: notebook(source, details) },
    { name: NOTEBOOK_WEIGHTS, content: kerasWeights(source.network, source.weights) },
  ];
  return archive(entries, source.modifiedAt);
}
