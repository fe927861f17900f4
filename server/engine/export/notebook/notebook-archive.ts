import { archive, type Download } from "../archive.ts";
import type { ExportSource } from "../export-source.ts";
import { kerasWeights } from "../keras-weights.ts";
import { NOTEBOOK_WEIGHTS } from "./cells.ts";
import { eurosatNotebook, type EurosatNotebook } from "./eurosat-notebook.ts";
import { skyNotebook, type SkyNotebook } from "./sky-notebook.ts";

/** A notebook scores the test split again, so it knows where that comes from. */
export type NotebookDetails = EurosatNotebook | SkyNotebook;

/** A zip of a Keras notebook and the weights that it loads. */
export function notebookArchive(source: ExportSource, details: NotebookDetails): Promise<Download> {
  const content =
    details.kind === "eurosat" ? eurosatNotebook(source, details) : skyNotebook(source, details);
  const entries = [
    { name: "network.ipynb", content },
    { name: NOTEBOOK_WEIGHTS, content: kerasWeights(source.network, source.weights) },
  ];
  return archive(entries, source.modifiedAt);
}
