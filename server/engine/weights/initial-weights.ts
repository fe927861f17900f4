import type { Shape } from "#models/layers/define-layer.ts";
import { PURPOSE, randomStream, uniform } from "../random/random-stream.ts";
import type { NetworkPlan, PlannedWeight } from "./network-plan.ts";
import type { WeightValues } from "./weight-values.ts";

/** Fresh weights, the same for the same seed. */
export function initialWeights(plan: NetworkPlan, seed: number): WeightValues {
  return new Map(plan.weights.map((weight, index) => [weight.key, initialize(weight, seed, index)]));
}

function initialize(weight: PlannedWeight, seed: number, index: number): Float32Array {
  const values = new Float32Array(elements(weight.shape));
  switch (weight.initializer) {
    case "zeros":
      return values;
    case "ones":
      return values.fill(1);
    case "glorotUniform": {
      const limit = glorotLimit(weight.shape);
      const random = randomStream(seed, PURPOSE.weights, index);
      return values.map(() => (2 * uniform(random) - 1) * limit);
    }
  }
}

/** sqrt(6 / (fan in + fan out)), a convolution's fans counting its window. Source: Glorot and Bengio, 2010. */
function glorotLimit(shape: Shape): number {
  const window = elements(shape.slice(0, -2));
  return Math.sqrt(6 / (window * ((shape.at(-2) ?? 1) + (shape.at(-1) ?? 1))));
}

function elements(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}
