import { whyNoNotebook } from "#models/interchange/why-no-notebook.ts";
import { whyNoTfjs } from "#models/interchange/why-no-tfjs.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { EUROSAT_ARCHIVE } from "#server/datasets/download/eurosat-archive.ts";
import type { Download } from "#server/engine/export/archive.ts";
import type { ExportSource } from "#server/engine/export/export-source.ts";
import { kerasArchive } from "#server/engine/export/keras-archive.ts";
import { detailsFor } from "#server/engine/export/notebook/details-for.ts";
import { notebookArchive } from "#server/engine/export/notebook/notebook-archive.ts";
import { openExport } from "#server/engine/export/open-export.ts";
import { tfjsArchive } from "#server/engine/export/tfjs-archive.ts";
import { weightsDownload } from "#server/engine/export/weights-download.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "#server/services/context.ts";
import { findArtifact } from "#server/services/run/find-artifact.ts";
import { getRun } from "#server/services/run/get.ts";
import type { Exchange } from "./exchange.ts";
import { downloadName } from "./file-name.ts";
import { isNotModified, sendStream } from "./file-response.ts";

/** Raised when a format's bytes change, so that no browser keeps the old ones. */
const FORMAT_VERSION = 2;

type ExportFormat = {
  contentType: string;
  extension: string;
  whyNot: (run: RunDetails) => string | null;
  make: (source: ExportSource, run: RunDetails, deps: Pick<ServiceContext, "datasets">) => Promise<Download>;
};

/** Formats that are made while they are sent, from the weights that the run has left. */
const EXPORTS = {
  "model.safetensors": {
    contentType: "application/octet-stream",
    extension: "safetensors",
    whyNot: () => null,
    make: (source) => weightsDownload(source),
  },
  "model.keras": {
    contentType: "application/octet-stream",
    extension: "keras",
    whyNot: () => null,
    make: (source) => kerasArchive(source),
  },
  "tfjs.zip": {
    contentType: "application/zip",
    extension: "tfjs.zip",
    whyNot: ({ graph }) => whyNoTfjs(graph),
    make: (source) => tfjsArchive(source),
  },
  "notebook.zip": {
    contentType: "application/zip",
    extension: "notebook.zip",
    whyNot: ({ datasetId: id, isSynthetic, isScoreHidden }) =>
      whyNoNotebook({ id, isSynthetic, isScoreHidden }),
    async make(source, { name: title, score, datasetVersionId }, { datasets }) {
      const { descriptor: dataset } = await datasets.open(datasetVersionId);
      const details = detailsFor({ title, dataset, score: score ?? 0, archive: EUROSAT_ARCHIVE });
      return notebookArchive(source, details);
    },
  },
} satisfies Record<string, ExportFormat>;

export function isExportName(name: string): name is keyof typeof EXPORTS {
  return Object.hasOwn(EXPORTS, name);
}

type FileContext = { ctx: ServiceContext; runId: string; exchange: Exchange };

/** Sends a run's trained network in one of the formats. Memory holds about one weight of it at a time. */
export async function sendExport(
  { ctx, runId, exchange }: FileContext,
  name: keyof typeof EXPORTS,
): Promise<void> {
  const { request, response } = exchange;
  const format: ExportFormat = EXPORTS[name];
  const run = await getRun(ctx, runId);
  if (run.state !== "finished") {
    throw new AppError("NOT_READY", "The run has not finished, so it has no trained network.");
  }
  const reason = format.whyNot(run);
  if (reason !== null) throw new AppError("NOT_READY", `${reason}.`);
  const stored = await findArtifact(ctx, runId, "safetensors");
  if (stored === null) {
    throw new AppError(
      "NOT_READY",
      "The run kept no weights for other formats. Train it again to have them.",
    );
  }
  const head = {
    contentType: format.contentType,
    etag: `"${stored.sha256.slice(0, 32)}-${name}-${FORMAT_VERSION}"`,
    cacheControl: "private, no-cache",
    downloadAs: downloadName(run.name, runId, format.extension),
  };
  if (isNotModified(request, response, head)) return;
  const copy = await ctx.files.localCopy(stored.storageKey);
  if (copy === null) throw new AppError("NOT_FOUND", "The trained network's file is gone from the server.");
  try {
    const source = await openExport(copy.file, { name: "network", modifiedAt: stored.createdAt });
    try {
      await sendStream(request, response, head, await format.make(source, run, ctx));
    } finally {
      await source.weights.close();
    }
  } finally {
    await copy.release();
  }
}
