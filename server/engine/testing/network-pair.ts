import type { Objective } from "../objectives/objective.ts";
import { classifyingBy } from "../objectives/classification.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { hyperParameters, type HyperParameters } from "#models/training/hyper-parameters.ts";
import type { Batch } from "../train/batches/epoch-batches.ts";
import { copyImage } from "../train/batches/copy-image.ts";
import { fillRandom } from "../train/batches/fill-random.ts";
import { TrainingSession } from "../onnx/session/training-session.ts";
import type { FillMask } from "../train/trainable-network.ts";
import type { Target } from "../onnx/session/target.ts";
import { randomStream, uniform } from "../random/random-stream.ts";
import type { MemorySplit } from "../memory-split.ts";
import type { ImageShape } from "../split.ts";
import { initialWeights } from "../weights/initial-weights.ts";
import { planNetwork, type NetworkPlan } from "../weights/network-plan.ts";
import type { WeightValues } from "../weights/weight-values.ts";
import { randomSplit } from "./random-batch.ts";
import { TfjsOracle } from "./tfjs-oracle.ts";

export type PairOptions = {
  imageShape: ImageShape;
  classes: number;
  classWeights?: readonly number[] | null;
  hyperParameters?: Partial<HyperParameters>;
  /** What the engine's graph is built for; this machine's CPU by default. */
  target?: Target;
};

/** One network twice, from the same weights: in the engine and in TensorFlow.js. */
export type NetworkPair = {
  plan: NetworkPlan;
  objective: Objective;
  batch: MemorySplit;
  /** The batch as engines are fed, and what they draw. */
  fed: Batch;
  fill: FillMask;
  before: WeightValues;
  session: TrainingSession;
  oracle: TfjsOracle;
  /** One step of the engine; gives the mean loss before it. */
  step: (step: number) => Promise<number>;
  /** One step of TensorFlow.js on the same batch, with the masks and the noise of the engine's last step. */
  oracleStep: () => number;
};

export async function networkPair(
  graph: ModelGraph,
  { imageShape, classes, classWeights = null, ...options }: PairOptions,
): Promise<NetworkPair> {
  const settings = hyperParameters.parse(options.hyperParameters ?? {});
  const plan = planNetwork(graph, { inputShape: imageShape, target: numberedClasses(classes) });
  const before = disturbed(initialWeights(plan, settings.seed));
  const batch = randomSplit(5, { shape: imageShape, classes, seed: 11 });
  const { target } = options;
  const objective = classifyingBy(plan.target, { labelSmoothing: settings.labelSmoothing, classWeights });
  const session = await TrainingSession.create(plan, settings, {
    threads: 1,
    objective,
    ...(target && { target }),
  });
  session.setWeights(before);
  const oracle = new TfjsOracle(plan, before, { ...settings, classWeights });
  const { learningRate } = settings;
  const labels = Int32Array.from(batch.targets);
  // The same in every step, so that losses of several steps compare.
  const drawn: (Uint8Array | Float32Array)[] = [];
  const fill: FillMask = (values, layer, draw) => {
    fillRandom(values, draw, { seed: 3, step: 1, layer });
    drawn[layer] = values;
  };
  const images = channelsFirst(batch, imageShape);
  return {
    plan,
    objective,
    batch,
    before,
    session,
    oracle,
    fed: { count: batch.count, images, targets: labels },
    fill,
    step: async (step) =>
      (await session.step({ count: batch.count, images, targets: labels }, { step, learningRate }, fill))
        .lossSum / batch.count,
    oracleStep: () => oracle.step({ images: batch.images, labels, drawn }),
  };
}

/** Zeros and ones hide mistakes, so biases, gammas and statistics begin somewhere else. */
function disturbed(weights: WeightValues): WeightValues {
  const random = randomStream(5);
  return new Map(
    [...weights].map(([key, values]) => [
      key,
      values.map((value) => value + (key.endsWith("kernel") ? 0 : 0.4 * uniform(random))),
    ]),
  );
}

/** Images [count, height, width, channels] as [count, channels, height, width]. */
export function channelsFirst({ images, count }: MemorySplit, shape: ImageShape): Uint8Array {
  const bytes = new Uint8Array(images.length);
  const imageBytes = images.length / count;
  for (let i = 0; i < count; i++) {
    copyImage(
      { values: images, offset: i * imageBytes },
      { values: bytes, offset: i * imageBytes },
      { shape },
    );
  }
  return bytes;
}
