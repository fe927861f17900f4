import type { KernelChange } from "#models/interchange/tfjs-part.ts";

/** A kernel [h, w, in, out], or [k, in, out], in the larger shape of `change`, zeros where groups or dilation look at nothing. */
export function changeKernel(
  kernel: Float32Array,
  shapeBefore: readonly number[],
  { groups, dilation, shape }: KernelChange,
): Float32Array {
  const [filters = 0, channels = 0, width = 0, height = 1] = shapeBefore.toReversed();
  const [, wideChannels = 0, wideWidth = 0] = shape.toReversed();
  const changed = new Float32Array(shape.reduce((product, side) => product * side, 1));
  const perGroup = filters / groups;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      for (let channel = 0; channel < channels; channel++) {
        const from = ((row * width + column) * channels + channel) * filters;
        const pixel = row * dilation[0] * wideWidth + column * dilation[1];
        for (let group = 0; group < groups; group++) {
          const to = (pixel * wideChannels + group * channels + channel) * filters;
          const own = group * perGroup;
          changed.set(kernel.subarray(from + own, from + own + perGroup), to + own);
        }
      }
    }
  }
  return changed;
}
