import { expect, test } from "vitest";
import { describeAnchor } from "./describe-anchor.ts";
import { pinProblem, type PinAnchor } from "./pin.ts";

const trained = { layers: ["conv2d"], epochs: 3, classes: ["River", "Highway"] };

test.each<[PinAnchor, string, string | null]>([
  [{ kind: "layer", layer: "conv2d" }, "Layer conv2d", null],
  [{ kind: "layer", layer: "dense" }, "Layer dense", "This network has no layer dense."],
  [{ kind: "epoch", epoch: 3 }, "Epoch 3", null],
  [{ kind: "epoch", epoch: 4 }, "Epoch 4", "This run has no epoch 4: its last is 3."],
  [{ kind: "cell", actual: "River", predicted: "Highway" }, "River taken for Highway", null],
  [{ kind: "cell", actual: "River", predicted: "River" }, "River, found", null],
  [
    { kind: "cell", actual: "River", predicted: "Sea" },
    "River taken for Sea",
    "There is no class Sea in the run's dataset.",
  ],
])("%j", (anchor, told, problem) => {
  expect(describeAnchor(anchor)).toBe(told);
  expect(pinProblem([{ anchor, text: "Why?" }], trained)).toBe(problem);
});
