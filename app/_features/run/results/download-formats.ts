import { whyNoNotebook } from "#models/interchange/why-no-notebook.ts";
import type { RunDetails } from "#server/contract/run.ts";

export type DownloadFormat = {
  /** Of `/api/runs/<run>/<file>`. */
  file: string;
  label: string;
  /** What it is for, in one line. */
  use: string;
  /** Null where it is not known before. */
  sizeBytes: number | null;
  /** Why it cannot be had; null where it can. */
  whyNot: string | null;
};

export type DownloadGroup = { title: string; formats: DownloadFormat[] };

type RunFiles = Pick<
  RunDetails,
  "datasetId" | "isSynthetic" | "isScoreHidden" | "modelBytes" | "weightsBytes"
>;
type Known = {
  hasResult: boolean;
  /** Null where it can be had, or is not known yet: the server says it again. */
  whyNoTfjs: string | null;
};

/** What a run can be downloaded as. A run that has not finished has its settings and epochs only. */
export function downloadGroups(run: RunFiles, { hasResult, whyNoTfjs }: Known): DownloadGroup[] {
  const { modelBytes, weightsBytes } = run;
  const noWeights =
    weightsBytes === null ? "This run kept no weights for other formats; train it again to have them" : null;
  const ofWeights = (format: Pick<DownloadFormat, "file" | "label" | "use">, whyNot: string | null) => ({
    ...format,
    sizeBytes: weightsBytes,
    whyNot: whyNot ?? noWeights,
  });
  const network: DownloadFormat[] = [
    {
      file: "model.onnx",
      label: "ONNX",
      use: "Runs in ONNX Runtime, OpenCV and elsewhere",
      sizeBytes: modelBytes,
      whyNot: null,
    },
    ofWeights({ file: "model.keras", label: "Keras", use: "Go on in Python: keras.models.load_model" }, null),
    ofWeights(
      { file: "tfjs.zip", label: "TensorFlow.js", use: "Runs in a web page: tf.loadLayersModel" },
      whyNoTfjs,
    ),
    ofWeights(
      { file: "model.safetensors", label: "safetensors", use: "The bare weights, by Keras's names" },
      null,
    ),
    ofWeights(
      {
        file: "notebook.zip",
        label: "Notebook",
        use: "Rebuilds it in Keras and scores it on the test split",
      },
      whyNoNotebook({
        id: run.datasetId,
        isSynthetic: run.isSynthetic,
        isScoreHidden: run.isScoreHidden,
      }),
    ),
  ];
  const numbers = (file: string, label: string, use: string): DownloadFormat => ({
    file,
    label,
    use,
    sizeBytes: null,
    whyNot: null,
  });
  const results = [
    numbers("run.json", "Run (JSON)", "Network, settings, epochs and scores in one"),
    ...(hasResult
      ? [
          numbers("result.json", "Results (JSON)", "Scores, confusion matrix and mistakes"),
          numbers("result.csv", "Results (CSV)", "The same as a table"),
        ]
      : []),
    numbers("history.csv", "Epochs (CSV)", "Loss and accuracy of every epoch"),
  ];
  if (modelBytes !== null && weightsBytes !== null) {
    results.push(
      numbers("record.json", "Signed record", "What verify-run checks: network, data, seed, weights"),
    );
  }
  const groups = [{ title: "Numbers", formats: results }];
  return modelBytes === null ? groups : [{ title: "Trained network", formats: network }, ...groups];
}
