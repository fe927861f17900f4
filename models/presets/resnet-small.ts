import type { Preset } from "./preset.ts";
import { smallResidualNetwork } from "./small-residual-network.ts";

export const resnetSmall: Preset = {
  id: "resnet-small",
  title: "Small ResNet",
  summary:
    "Six residual blocks, each adding to what passes beside it, so that depth does not hinder learning.",
  graph: smallResidualNetwork(null),
};
