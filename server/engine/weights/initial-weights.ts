import { PURPOSE, randomStream } from "../random/random-stream.ts";
import { initialize } from "./initialize.ts";
import type { NetworkPlan } from "./network-plan.ts";
import type { WeightValues } from "./weight-values.ts";

/** Fresh weights, the same for the same seed. */
export function initialWeights(plan: NetworkPlan, seed: number): WeightValues {
  return new Map(
    plan.weights.map(({ key, initializer, shape }, index) => [
      key,
      initialize(initializer, shape, randomStream(seed, PURPOSE.weights, index)),
    ]),
  );
}
