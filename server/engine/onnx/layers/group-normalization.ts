import { groupCount } from "#models/layers/group-normalization.ts";
import { elementCount } from "#models/layers/element-count.ts";
import { emitAffine } from "../operators/emit-affine.ts";
import { emitNormalized } from "../operators/emit-normalized.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

/** A group's channels lie side by side in memory, so that each group is a row. Source: Wu and He, 2018. */
export const groupNormalization = defineOnnxLayer({
  type: "GroupNormalization",
  emit({ graph, settings, inputs: [{ name, shape }], weight }) {
    const [channels = 1, ...sides] = shape.toReversed();
    const groups = groupCount(settings.groups, channels);
    const rows = graph.ints([-1, groups, elementCount(shape) / groups]);
    const whole = graph.ints([-1, channels, ...sides.toReversed()]);
    const inRows = (value: string) => graph.node("Reshape", [value, rows]);
    const asWhole = (value: string) => graph.node("Reshape", [value, whole]);
    const each = emitNormalized(graph, inRows(name), { axis: 2, epsilon: settings.epsilon });
    const affine = emitAffine(graph, asWhole(each.normalized), { settings, shape, weight });
    return {
      output: affine.output,
      backward: (gradient) => ({
        inputs: [() => asWhole(each.backward(inRows(affine.inputGradient(gradient))))],
        weights: affine.weightGradients(gradient),
      }),
    };
  },
});
