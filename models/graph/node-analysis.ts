import type { Shape, WeightSpec } from "../layers/define-layer.ts";

export type NodeAnalysis = {
  /** Shapes that arrive, without the batch axis; empty where one is not known. */
  inputs: Shape[];
  /** Ids of the nodes that lead into it, in the order of its inputs. */
  sources: readonly string[];
  /** Null where it cannot be known: a wrong setting, a wrong or unknown input. */
  shape: Shape | null;
  weights: readonly WeightSpec[];
  params: number;
  trainableParams: number;
  /** Multiply-adds of one image's forward pass. */
  macs: number;
  /** Parsed, defaults filled in; null where they are wrong. */
  settings: unknown;
  /** Training leaves its weights alone, see `TRAINABLE`; always false of a layer that can have none. */
  isFrozen: boolean;
};
