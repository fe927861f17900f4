import type { DatasetMeasurement } from "#server/datasets/measure-dataset.ts";
import { formatMemory } from "#models/training/format-memory.ts";
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

/** What the table shows of a step; the rest is in the JSON. */
const MOST_OPERATORS = 12;
const MOST_PRODUCTS = 16;

type Row = [name: string, value: string];

/** A table for people. */
export function formatReport(report: BenchReport): string {
  const { machine, failures } = report;
  const rows: Row[] = [
    ["Machine", `${machine.cpu}, ${machine.cores} cores, ${formatMemory(machine.memoryBytes)}`],
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

function engineRows(engine: EngineReport | undefined): Row[] {
  if (engine === undefined) return [];
  const rows = engine.training.map(({ net, batchSize, imagesPerSecond, peakMemoryBytes, peer }): Row => {
    const own = `${imagesPerSecond} images/s, ${formatMemory(peakMemoryBytes)}`;
    const theirs =
      peer === undefined
        ? ""
        : `; ${peer.name}: ${peer.imagesPerSecond}; ours to theirs ${peer.ratio} (${peer.ratios.join(", ")})`;
    return [`Training ${net}, batch ${batchSize}`, `${own}${theirs}`];
  });
  if (engine.meanRatio !== undefined) {
    rows.push(["Geometric mean of the ratios", String(engine.meanRatio)]);
  }
  for (const { net, batchSize, ms, operators, products } of engine.profiles ?? []) {
    const share = (part: number) => `${Math.round(part * 100)} %`;
    rows.push([`A step of ${net}, batch ${batchSize}`, `${ms.toFixed(1)} ms in its operators`]);
    for (const operator of operators.slice(0, MOST_OPERATORS)) {
      const { op, nodes, ms: spent, share: part } = operator;
      rows.push([`  ${op}`, `${spent.toFixed(1)} ms, ${share(part)}, ${nodes} nodes`]);
    }
    for (const { op, inputs, output, nodes, ms: each, gflops } of products.slice(0, MOST_PRODUCTS)) {
      const part = share(gflops / (engine.matrixProductGflops ?? Number.NaN));
      const speed = `${Math.round(gflops)} GFLOP/s, ${part} of the machine's matrix product`;
      rows.push([`  ${op} ${inputs} to ${output}`, `${nodes} of ${each.toFixed(2)} ms, ${speed}`]);
    }
  }
  if (engine.matrixProductGflops !== undefined) {
    rows.push(["The machine's matrix product", `${engine.matrixProductGflops} GFLOP/s`]);
  }
  if (engine.evaluationImagesPerSecond !== undefined) {
    rows.push(["Evaluation of lecture-cnn", `${engine.evaluationImagesPerSecond} images/s`]);
  }
  return rows;
}

function datasetRows(dataset: DatasetMeasurement | undefined): Row[] {
  if (dataset === undefined) return [];
  return [
    [`Packing ${dataset.tiles} tiles`, `${dataset.packingSeconds} s`],
    [
      "Opening the dataset",
      `${dataset.openingMs} ms; with all training tiles ${dataset.openingAndReadingTrainMs} ms`,
    ],
  ];
}

function liveRows(live: LiveReport | undefined): Row[] {
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

function memoryRows(memory: MemoryReport | undefined): Row[] {
  if (memory === undefined) return [];
  const { web, worker, child } = memory.peakBytes;
  return [
    [
      `Memory training ${memory.net}`,
      `web ${formatMemory(web)}, worker ${formatMemory(worker)}, child ${formatMemory(child)} (run ${memory.runState})`,
    ],
  ];
}
