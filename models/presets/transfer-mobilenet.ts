import { STAGES, transferNetwork } from "../backbones/mobilenet-v3-small.ts";
import type { ModelGraph } from "../graph/schema.ts";
import type { Preset } from "./preset.ts";

/** The lecture's transfer network: MobileNetV3-Small without its top on 224 x 224, frozen, and one Dense that learns. */
export const transferMobilenet: Preset = {
  id: "transfer-mobilenet",
  title: "Transfer: MobileNetV3-Small",
  summary:
    "A network that others trained on ImageNet, frozen, and one Dense that learns: give it its weights in the training form.",
  graph: transferGraph(),
};

/** The same with other pictures or fewer frozen stages than the lecture has. */
export function transferGraph({ side = 224, frozenStages = STAGES } = {}): ModelGraph {
  return transferNetwork({ inputShape: [64, 64, 3], units: 10, side, pooling: "average", frozenStages });
}
