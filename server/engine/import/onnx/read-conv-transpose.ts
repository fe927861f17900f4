import { permuteAxes } from "../../weights/permute-axes.ts";
import { layerNameOf } from "./layer-name-of.ts";
import type { OnnxCall } from "./onnx-call.ts";
import type { Feature } from "./onnx-value.ts";
import { mapOf, windowOf } from "./onnx-windows.ts";
import { mapFrom, vector } from "./read-convolutions.ts";

/**
 * ConvTranspose, a kernel [channels, filters, rows, columns]: all that is painted, of which the padding is then cut off.
 * Source: https://onnx.ai/onnx/operators/onnx__ConvTranspose.html.
 */
export function readConvTranspose(call: OnnxCall): Feature {
  const map = mapOf(call);
  const kernel = call.floats(1, "kernel");
  const [channels = 0, filters = 0, rows = 0, columns = 0] = kernel.dims;
  if (kernel.dims.length !== 4 || channels !== map.shape[2] || call.number("group", 1) !== 1) {
    throw call.refuse("its kernel is in groups or takes other channels, which Conv2DTranspose does not");
  }
  if (call.text("auto_pad", "NOTSET") !== "NOTSET" || call.ints("output_shape") !== null) {
    throw call.refuse("it is padded to a size, expected numbers of rows and columns");
  }
  const window = windowOf(call, map, [rows, columns]);
  const [moreRows = 0, moreColumns = 0] = call.ints("output_padding") ?? [];
  const useBias = call.has(2);
  const weights = {
    kernel: {
      shape: [rows, columns, filters, channels],
      data: permuteAxes(kernel.floats, kernel.dims, [2, 3, 1, 0]),
    },
    ...(useBias && { bias: { shape: [filters], data: vector(call, 2, "bias", filters) } }),
  };
  const settings = {
    filters,
    kernelSize: [rows, columns],
    strides: [...window.strides],
    padding: "valid",
    dilationRate: [...window.dilations],
    outputPadding: [moreRows, moreColumns],
    useBias,
  };
  const painted = call.draft.add({ type: "Conv2DTranspose", name: layerNameOf(call), settings, weights }, [
    map.feed,
  ]);
  const cropping = [
    [window.before[0], window.after[0]],
    [window.before[1], window.after[1]],
  ];
  const isWhole = cropping.flat().every((side) => side === 0);
  return mapFrom(
    call,
    isWhole ? painted : call.draft.add({ type: "Cropping2D", settings: { cropping } }, [painted]),
  );
}
