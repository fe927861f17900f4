import type { Shape, ShapeResult } from "./define-layer.ts";
import type { Padding } from "./settings/padding.ts";
import type { Size2d } from "./settings/size2d.ts";
import { windowShape } from "./window-shape.ts";

export type ConvolutionSettings = {
  kernelSize: Size2d;
  strides: Size2d;
  padding: Padding;
  dilationRate: Size2d;
};

/** How far a dilated kernel reaches: (size - 1) dilation + 1. */
export function dilatedSize([height, width]: Size2d, dilation: Size2d): Size2d {
  return [(height - 1) * dilation[0] + 1, (width - 1) * dilation[1] + 1];
}

/** [h, w, c] to [h', w', channels]. As in Keras, a convolution has strides or a dilation, not both. */
export function convolutionShape(
  layer: string,
  input: Shape | undefined,
  { kernelSize, strides, padding, dilationRate, channels }: ConvolutionSettings & { channels?: number },
): ShapeResult {
  if (Math.max(...strides) > 1 && Math.max(...dilationRate) > 1) {
    const reason = `${layer} takes strides above 1 or a dilation rate above 1, not both; set one of them to 1`;
    return { ok: false, reason };
  }
  const size = dilatedSize(kernelSize, dilationRate);
  const window = { size, strides, padding };
  return windowShape(layer, input, channels === undefined ? window : { ...window, channels });
}
