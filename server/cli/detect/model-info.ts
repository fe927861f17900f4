import type { ModelDescriptor } from "#models/zoo/descriptor.ts";

const count = new Intl.NumberFormat("en");

/** As the lecture's model info: layers, parameters, GFLOPs, and the names of the classes. */
export function modelInfo(model: ModelDescriptor): string {
  const { input, classes } = model;
  return [
    `${model.title}: ${count.format(model.layers)} layers with weights, ${count.format(model.params)} parameters, ${gflops(model).toFixed(2)} GFLOPs`,
    `asked with pictures of ${input.width} x ${input.height}, ${count.format(model.bytes)} bytes, sha256 ${model.sha256}`,
    `licence: ${model.licence}`,
    `from: ${model.source}`,
    `${classes.length} classes: ${classes.join(", ")}`,
  ].join("\n");
}

/** Of one picture: a multiplication and an addition each. */
export function gflops({ multiplyAdds }: ModelDescriptor): number {
  return (2 * multiplyAdds) / 1e9;
}
