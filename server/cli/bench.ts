import { totalmem } from "node:os";
import { benchAttack } from "./bench/attack/measure.ts";
import { openBrowser } from "./bench/browser.ts";
import { benchClassroom } from "./bench/classroom/measure.ts";
import { benchDataset } from "./bench/dataset.ts";
import { benchEngine } from "./bench/engine.ts";
import { formatReport, type BenchReport } from "./bench/format-report.ts";
import { benchLists } from "./bench/lists/measure.ts";
import { benchLive } from "./bench/live.ts";
import { benchLoad } from "./bench/load/measure.ts";
import { benchMemory } from "./bench/memory.ts";
import { HELP, readOptions, type BenchContext, type Part } from "./bench/options.ts";
import { benchPages } from "./bench/pages/measure.ts";
import { benchPredict } from "./bench/predict.ts";
import { startProduct } from "./bench/product.ts";
import { benchVision } from "./bench/vision/measure.ts";
import { runCommand, thisMachine } from "./bench/run-command.ts";
import { smallEurosat } from "./bench/small-eurosat.ts";

async function bench(context: BenchContext): Promise<BenchReport> {
  const { options, say, signal } = context;
  const report: BenchReport = {
    machine: { ...thisMachine(), memoryBytes: totalmem() },
    failures: [],
  };
  async function measure(part: Part, work: () => Promise<void>): Promise<void> {
    if (!options.parts.has(part) || signal.aborted) return;
    try {
      await work();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      say(`${part} could not be measured: ${message}`);
      report.failures.push({ part, message });
    }
  }

  await measure("engine", async () => void (report.engine = await benchEngine(context)));
  await measure("predict", async () => void (report.predict = await benchPredict(context)));
  await measure("dataset", async () => void (report.dataset = await benchDataset(context)));
  if (options.parts.has("live") || options.parts.has("memory")) {
    const product = await startProduct(context);
    try {
      const visitor = await openBrowser(product.url);
      try {
        await measure("live", async () => void (report.live = await benchLive(product, visitor, context)));
        await measure("memory", async () => {
          report.memory = await benchMemory(product, visitor, context);
        });
      } finally {
        await visitor.close();
      }
    } finally {
      say("stopping Strata");
      await product.stop();
    }
  }
  if (options.parts.has("classroom")) {
    const product = await startProduct(context);
    try {
      await measure("classroom", async () => {
        report.classroom = await benchClassroom(product, context);
      });
    } finally {
      say("stopping Strata");
      await product.stop();
    }
  }
  if (options.parts.has("vision")) {
    const product = await startProduct({ ...context, options: { zip: smallEurosat() } });
    try {
      await measure("vision", async () => void (report.vision = await benchVision(product, context)));
    } finally {
      say("stopping Strata");
      await product.stop();
    }
  }
  const ofASmallOne: readonly Part[] = ["pages", "attack", "load", "lists"];
  if (ofASmallOne.some((part) => options.parts.has(part))) {
    const product = await startProduct({ ...context, options: { zip: smallEurosat() } });
    try {
      await measure("pages", async () => void (report.pages = await benchPages(product, context)));
      await measure("attack", async () => void (report.attack = await benchAttack(product, context)));
      await measure("load", async () => void (report.load = await benchLoad(product, context)));
      await measure("lists", async () => void (report.lists = await benchLists(product, context)));
    } finally {
      say("stopping Strata");
      await product.stop();
    }
  }
  return report;
}

await runCommand({
  help: HELP,
  readOptions,
  async run(options, { say, signal }) {
    const report = await bench({ options, say, signal });
    process.stdout.write(options.isJson ? `${JSON.stringify(report)}\n` : formatReport(report));
    return report.failures.length === 0 && !signal.aborted ? 0 : 1;
  },
});
