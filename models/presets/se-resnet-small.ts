import type { Preset } from "./preset.ts";
import { smallResidualNetwork } from "./small-residual-network.ts";

export const seResnetSmall: Preset = {
  id: "se-resnet-small",
  title: "Small SE-ResNet",
  summary:
    "The small ResNet whose blocks also learn which channels matter for each picture (squeeze-and-excite).",
  graph: smallResidualNetwork(8),
};
