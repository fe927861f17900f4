import type { DatasetMeasurement } from "#server/datasets/measure-dataset.ts";
import { formatMemory } from "#models/training/format-memory.ts";
import type { EngineReport } from "./engine.ts";
import type { AttackReport } from "./attack/measure.ts";
import type { ClassroomReport } from "./classroom/measure.ts";
import type { ListsReport } from "./lists/measure.ts";
import type { LiveReport } from "./live.ts";
import type { LoadReport } from "./load/measure.ts";
import type { MemoryReport } from "./memory.ts";
import type { PagesReport } from "./pages/measure.ts";
import type { PredictReport } from "./predict.ts";
import type { VisionReport } from "./vision/measure.ts";

export type BenchReport = {
  machine: { cpu: string; cores: number; memoryBytes: number; node: string };
  engine?: EngineReport;
  predict?: PredictReport;
  dataset?: DatasetMeasurement;
  live?: LiveReport;
  memory?: MemoryReport;
  lists?: ListsReport;
  load?: LoadReport;
  attack?: AttackReport;
  pages?: PagesReport;
  classroom?: ClassroomReport;
  vision?: VisionReport;
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
    ...predictRows(report.predict),
    ...datasetRows(report.dataset),
    ...liveRows(report.live),
    ...memoryRows(report.memory),
    ...listsRows(report.lists),
    ...loadRows(report.load),
    ...attackRows(report.attack),
    ...pagesRows(report.pages),
    ...classroomRows(report.classroom),
    ...visionRows(report.vision),
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

function predictRows(predict: PredictReport | undefined): Row[] {
  if (predict === undefined) return [];
  return predict.nets.map(({ net, firstMs, modelMs, beyondMs, ratio }): Row => {
    const beyond = `p50 ${beyondMs.p50} ms, p95 ${beyondMs.p95} ms beyond the network's own ${modelMs.p50} ms`;
    return [`A picture asked of ${net}`, `${beyond} (${ratio} times); the first ${firstMs} ms`];
  });
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

function listsRows(lists: ListsReport | undefined): Row[] {
  if (lists === undefined) return [];
  const { ms, webBytes } = lists.sixAtOnce;
  const six: Row = ["Six pages of large designs at once", `${ms} ms, web ${formatMemory(webBytes)}`];
  const rows = lists.lists.map(({ name, withoutStatistics, withStatistics, api }): Row => {
    const times = ({ p50, p95 }: { p50: number; p95: number }) => `${p50} (p95 ${p95})`;
    return [
      `List: ${name}`,
      `${times(withStatistics)} ms, without statistics ${times(withoutStatistics)}, over HTTP ${times(api)}`,
    ];
  });
  return [...rows, ["  the first look at one, ms", String(lists.firstLookMs)], six];
}

function attackRows(attack: AttackReport | undefined): Row[] {
  if (attack === undefined) return [];
  const { otherMs: other, loopDelayMs: delay, idleLoopDelayMs: idle } = attack;
  const statuses = Object.entries(attack.statuses).map(([status, count]) => `${count} times ${status}`);
  return [
    [`${attack.attacks} attacks were answered`, statuses.join(", ")],
    [
      "Another person's requests meanwhile",
      `p50 ${other.p50} ms, p95 ${other.p95} ms, p99 ${other.p99} ms, worst ${other.max} ms of ${other.requests}`,
    ],
    [
      "Longest delay of the web's loop in each",
      `p50 ${delay.p50} ms, p95 ${delay.p95} ms, worst ${delay.max} ms; ${idle.max} ms with nobody there`,
    ],
    ...attack.worst.map(({ name, status, ms, loopDelayMs }): Row => {
      return [`  ${name}`, `${loopDelayMs} ms of delay; answered ${status} in ${ms} ms`];
    }),
  ];
}

function loadRows(load: LoadReport | undefined): Row[] {
  if (load === undefined) return [];
  const times = ({ p50, p95, max }: { p50: number; p95: number; max: number }) =>
    `p50 ${p50} ms, p95 ${p95} ms, worst ${max} ms`;
  const {
    epochToSocketMs: epoch,
    pages,
    calls,
    refetches,
    webLoopDelayMs: web,
    generatorDelayMs: own,
  } = load;
  const { gaps, duplicates, reconnects } = load;
  return [
    [`Epoch's end to ${load.sockets} sockets`, `${times(epoch)} of ${epoch.epochs} epochs`],
    ["  gaps, duplicates, reconnects", `${gaps}, ${duplicates}, ${reconnects}`],
    ["Pages beside them", `${times(pages)} of ${pages.count}, ${pages.failed} failed`],
    ["Calls beside them", `${times(calls)} of ${calls.count}, ${calls.failed} failed`],
    ["Lists read again", `${times(refetches)} of ${refetches.count}, ${refetches.failed} failed`],
    ["Delay of the web process's loop", `p50 ${web.p50} ms, p99 ${web.p99} ms, worst ${web.max} ms`],
    ["Delay of the loading process's", `p50 ${own.p50} ms, p99 ${own.p99} ms, worst ${own.max} ms`],
    ["Memory", `web ${formatMemory(load.memoryBytes.web)}, worker ${formatMemory(load.memoryBytes.worker)}`],
  ];
}

function visionRows(vision: VisionReport | undefined): Row[] {
  if (vision === undefined) return [];
  const { prompt, everything, detectionsASecond, waitBesideTraining: wait } = vision;
  return [
    ["A click to its masks", `p50 ${prompt.p50} ms, p95 ${prompt.p95} ms; the first ${prompt.first} ms`],
    ...everything.map(({ grid, seconds, masks }): Row => [
      `Everything, ${grid} x ${grid}`,
      `${seconds} s, ${masks} masks`,
    ]),
    ["Detections a second", String(detectionsASecond)],
    ["A picture's wait beside a training", `p50 ${wait.p50} ms, p95 ${wait.p95} ms, at most ${wait.max} ms`],
  ];
}

function classroomRows(classroom: ClassroomReport | undefined): Row[] {
  if (classroom === undefined) return [];
  const { scoring, gradebook, board, live } = classroom;
  const times = ({ p50, p95 }: { p50: number; p95: number }) => `p50 ${p50} ms, p95 ${p95} ms`;
  const scored = ({ seconds, scored: done, failed, stepsSeen }: typeof scoring.fromWeights) =>
    `${seconds} s: ${done} scored, ${failed} failed, seen in ${stepsSeen} steps`;
  const { learners, exercises } = classroom.class;
  const { arrivals, missing } = live.epochToSocketMs;
  const { changes, toldMs, readMs, missing: unread } = live.boardChanges;
  return [
    ["Scoring submissions from frozen weights", scored(scoring.fromWeights)],
    ["  from what is kept of them", scored(scoring.fromKept)],
    [
      `Gradebook of ${learners} by ${exercises}`,
      `${times(gradebook.database)}, over HTTP ${times(gradebook.api)}`,
    ],
    [`Board of ${board.people} over ${board.runs} runs`, times(board.database)],
    [
      `An epoch of one of ${live.runs} runs to ${live.learners} sockets`,
      `${times(live.epochToSocketMs)} of ${arrivals}, ${missing} missing, ${live.gaps} gaps, ${live.duplicates} duplicates`,
    ],
    [
      `${changes} changes of a board to ${live.learners} browsers`,
      `told ${times(toldMs)}; read ${times(readMs)}, ${unread} missing`,
    ],
  ];
}

function pagesRows(report: PagesReport | undefined): Row[] {
  if (report === undefined) return [];
  const over = report.over.map((what): Row => ["Over its limit", what]);
  const pages = report.pages.map(({ name, width, ...page }): Row => {
    const { scriptBytes, largestPaintMs, layoutShift, fetchesBefore, fetches } = page;
    return [
      `Page: ${name}, ${width} px`,
      `${Math.round(scriptBytes / 1000)} kB of scripts, largest paint ${largestPaintMs} ms, shift ${layoutShift}, ${fetchesBefore} of ${fetches} calls before it`,
    ];
  });
  return [...pages, ...over];
}
