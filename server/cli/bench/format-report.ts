import type { DatasetMeasurement } from "#server/datasets/measure-dataset.ts";
import { formatBytes } from "../doctor/format-bytes.ts";
import type { EngineReport } from "./engine.ts";
import type { LiveReport } from "./live.ts";
import type { MemoryReport } from "./memory.ts";

export type BenchReport = {
  machine: { cpu: string; cores: number; memoryBytes: number; node: string };
  engine?: EngineReport;
  dataset?: DatasetMeasurement;
  live?: LiveReport;
  memory?: MemoryReport;
  /** Parts that could not be measured, and why. */
  failures: { part: string; message: string }[];
};

/** A table for people. */
export function formatReport(report: BenchReport): string {
  const { machine, failures } = report;
  const rows: [string, string][] = [
    ["Machine", `${machine.cpu}, ${machine.cores} cores, ${formatBytes(machine.memoryBytes)}`],
    ["Node", machine.node],
    ...engineRows(report.engine),
    ...datasetRows(report.dataset),
    ...liveRows(report.live),
    ...memoryRows(report.memory),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  for (const { part, message } of failures) lines.push(`${part} could not be measured: ${message}`);
  return `${lines.join("\n")}\n`;
}

function engineRows(engine: EngineReport | undefined): [string, string][] {
  if (engine === undefined) return [];
  return [
    ...engine.training.map(({ batchSize, imagesPerSecond, peer }): [string, string] => [
      `Training ${engine.net}, batch ${batchSize}`,
      `${imagesPerSecond} images/s${
        peer === undefined
          ? ""
          : `; ${peer.name}: ${peer.imagesPerSecond}; ours to theirs ${peer.ratio} (${peer.ratios.join(", ")})`
      }`,
    ]),
    [`Evaluation of ${engine.net}`, `${engine.evaluationImagesPerSecond} images/s`],
  ];
}

function datasetRows(dataset: DatasetMeasurement | undefined): [string, string][] {
  if (dataset === undefined) return [];
  return [
    [`Packing ${dataset.tiles} tiles`, `${dataset.packingSeconds} s`],
    [
      "Opening the dataset",
      `${dataset.openingMs} ms; with all training tiles ${dataset.openingAndReadingTrainMs} ms`,
    ],
  ];
}

function liveRows(live: LiveReport | undefined): [string, string][] {
  if (live === undefined) return [];
  const { firstProgressMs: first, epochToBrowserMs: epoch } = live;
  return [
    ["Train to first progress", `${first.median} ms (${first.repetitions.join(", ")})`],
    [
      "Epoch's end to browser",
      `p50 ${epoch.p50} ms, p95 ${epoch.p95} ms, worst ${epoch.worst} ms of ${epoch.epochs}`,
    ],
  ];
}

function memoryRows(memory: MemoryReport | undefined): [string, string][] {
  if (memory === undefined) return [];
  const { web, worker, child } = memory.peakBytes;
  return [
    [
      `Memory training ${memory.net}`,
      `web ${formatBytes(web)}, worker ${formatBytes(worker)}, child ${formatBytes(child)} (run ${memory.runState})`,
    ],
  ];
}
