import { lowestAndHighest } from "#models/layers/settings/factor-range.ts";
import { emitDrawn } from "../operators/emit-drawn.ts";
import { emitIdentity } from "../operators/emit-identity.ts";
import { emitQuarterTurns } from "../operators/emit-quarter-turns.ts";
import { emitTurned } from "../operators/emit-turned.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const randomRotation = defineOnnxLayer({
  type: "RandomRotation",
  emit({ graph, settings, inputs: [input], isTraining, randomMask, randomUniform }) {
    const { factor, fillMode, interpolation } = settings;
    if (!isTraining) return emitIdentity(input.name);
    if (factor === undefined) return emitQuarterTurns(graph, input.name, randomMask(0.5, [1, 1, 2]));
    const [low, high] = lowestAndHighest(factor).map((turns) => turns * 2 * Math.PI) as [number, number];
    const angle = emitDrawn(graph, randomUniform([1, 1, 1]), { index: 0, low, high });
    return emitTurned(graph, input, { angle, fillMode, interpolation });
  },
});
