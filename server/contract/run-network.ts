import type { ListedNetwork } from "#models/graph/list-network.ts";

/** A run's network as its page shows it. */
export type RunNetwork = ListedNetwork & {
  /** Why it cannot be had in TensorFlow.js's format; null where it can. */
  whyNoTfjs: string | null;
};
