import type { PinAnchor } from "./pin.ts";

export function describeAnchor(anchor: PinAnchor): string {
  switch (anchor.kind) {
    case "layer":
      return `Layer ${anchor.layer}`;
    case "epoch":
      return `Epoch ${anchor.epoch}`;
    case "cell":
      return anchor.actual === anchor.predicted
        ? `${anchor.actual}, found`
        : `${anchor.actual} taken for ${anchor.predicted}`;
  }
}
