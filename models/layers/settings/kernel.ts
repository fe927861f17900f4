import type { Shape, WeightSpec } from "../define-layer.ts";
import type { SettingField } from "../setting-field.ts";
import { boundedNumber } from "./bounded-number.ts";
import { initializer, initializerField, type InitializerName } from "./initializer.ts";

/** l1 times the sum of a kernel's absolute values, and l2 times that of its squares, are added to the loss. */
const penalty = boundedNumber(0, 10);

/** Of a layer with one kernel. Keras's kernel_regularizer L1L2 is kernelL1 and kernelL2 here. */
export const kernelSettings = {
  kernelInitializer: initializer.default("glorot_uniform"),
  kernelL1: penalty.default(0),
  kernelL2: penalty.default(0),
};

/** As `kernelSettings`; a depthwise convolution's are named after its own kernel, as in Keras. */
export const depthwiseSettings = {
  depthwiseInitializer: initializer.default("glorot_uniform"),
  depthwiseL1: penalty.default(0),
  depthwiseL2: penalty.default(0),
};

export const pointwiseSettings = {
  pointwiseInitializer: initializer.default("glorot_uniform"),
  pointwiseL1: penalty.default(0),
  pointwiseL2: penalty.default(0),
};

export const kernelFields = fieldsOf("kernel");
export const depthwiseFields = fieldsOf("depthwise");
export const pointwiseFields = fieldsOf("pointwise");

function fieldsOf(kernel: "kernel" | "depthwise" | "pointwise"): readonly SettingField[] {
  const name =
    kernel === "kernel" ? "Kernel" : `${kernel === "depthwise" ? "Depthwise" : "Pointwise"} kernel`;
  const number = { kind: "number", isAdvanced: true, min: 0, max: 10, step: 0.0001 } as const;
  return [
    initializerField(`${kernel}Initializer`, `${name} initializer`),
    {
      name: `${kernel}L1`,
      label: `${name} L1 penalty`,
      help: "Times the sum of the weights' absolute values is added to the loss: weights that do little go to 0.",
      ...number,
    },
    {
      name: `${kernel}L2`,
      label: `${name} L2 penalty`,
      help: "Times the sum of the weights' squares is added to the loss: weights stay small. Often 0.0001 to 0.01.",
      ...number,
    },
  ];
}

/** How a kernel begins and what it costs, from its layer's settings. */
export type KernelStart = { initializer: InitializerName; l1: number; l2: number };

export function kernelWeight(
  name: WeightSpec["name"],
  shape: Shape,
  { initializer, l1, l2 }: KernelStart,
): WeightSpec {
  const spec: WeightSpec = { name, shape, isTrainable: true, initializer };
  return l1 > 0 || l2 > 0 ? { ...spec, penalty: { l1, l2 } } : spec;
}
