import { PRESETS } from "#models/presets/index.ts";
import { EngineError } from "#server/engine/engine-error.ts";
import { openEngine } from "#server/engine/open-engine.ts";
import { randomGraph } from "#server/engine/testing/random-graph.ts";
import type { ImageShape } from "#server/engine/split.ts";
import { compare, type Compared, type Subject } from "./parity/compare.ts";
import { readOptions, USAGE, type ParityOptions } from "./parity/options.ts";

// For a machine with a GPU: the tests compare the CPU with TensorFlow.js, this another provider with the CPU.
const TOLERANCE = 1e-3;
const SHAPE: ImageShape = [6, 5, 2];
const CLASSES = 3;

function subjectsOf({ graphs, first, hasPresets }: ParityOptions): Subject[] {
  const random = Array.from({ length: graphs }, (_, i) => ({
    name: `random graph ${first + i}`,
    graph: randomGraph(first + i, { inputShape: SHAPE, classes: CLASSES }),
    shape: SHAPE,
    classes: CLASSES,
    batchSize: 8,
  }));
  const presets = (hasPresets ? PRESETS : []).map(({ id, graph }) => ({
    name: id,
    graph,
    shape: [64, 64, 3] as const,
    classes: 10,
    batchSize: 16,
    // Steps small enough that rounding does not grow from one to the next.
    hyperParameters: { learningRate: 0.001, momentum: 0 },
  }));
  return [...presets, ...random];
}

async function main(options: ParityOptions): Promise<number> {
  const engines = { cpu: await openEngine("cpu"), other: await openEngine(options.provider) };
  const differing: (Compared | { name: string; error: string })[] = [];
  let largest = 0;
  const subjects = subjectsOf(options);
  for (const subject of subjects) {
    try {
      const compared = await compare(subject, engines);
      // Written so that NaN differs.
      const agrees = compared.lossGap <= TOLERANCE;
      if (agrees) largest = Math.max(largest, compared.lossGap);
      else differing.push(compared);
      if (!options.isJson) {
        process.stdout.write(
          `${agrees ? "same" : "DIFFERS"}  ${compared.name}: losses ${compared.lossGap.toExponential(1)}, ${compared.weight} ${compared.weightGap.toExponential(1)}\n`,
        );
      }
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      differing.push({ name: subject.name, error: error.message });
      if (!options.isJson) process.stdout.write(`FAILED  ${subject.name}: ${error.message}\n`);
    }
  }
  const told = { provider: options.provider, compared: subjects.length, largestLossGap: largest, differing };
  process.stdout.write(
    options.isJson
      ? `${JSON.stringify(told)}\n`
      : `${subjects.length - differing.length} of ${subjects.length} agree; largest gap of their losses ${largest.toExponential(1)}\n`,
  );
  return differing.length === 0 ? 0 : 1;
}

let code = 2;
try {
  const options = readOptions(process.argv.slice(2));
  if (options.isHelp) process.stdout.write(`${USAGE}\n`);
  code = options.isHelp ? 0 : await main(options);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
}
// Some drivers hang when the runtime unloads them.
process.exit(code);
