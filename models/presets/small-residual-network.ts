import type { ModelGraph } from "../graph/schema.ts";
import { convBn } from "./conv-bn.ts";
import { residualNetwork } from "./residual-network.ts";

/** Six blocks of 32, 64 and 128 filters on maps that begin at the size of the image. */
export function smallResidualNetwork(squeeze: number | null): ModelGraph {
  return residualNetwork({ stem: convBn({ filters: 32 }), stages: [32, 64, 128], squeeze });
}
