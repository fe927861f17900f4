import type { FileLayer, FileModel } from "./file-model.ts";
import { own } from "./json.ts";
import { Refusal, shown } from "./refusal.ts";

/** From here a factor hardly lets anything through, as 0 does not. */
const LITTLE = 1e-3;

/** Layers that keras.applications brings along itself, as those that do the same. */
export function applicationLayers(model: FileModel): FileModel {
  const names = new Set(model.layers.map(({ name }) => name));
  const layers = model.layers.flatMap((layer): FileLayer[] => {
    switch (layer.className) {
      case "CustomScaleLayer":
        return scaledAddition(layer, names);
      case "LayerScale":
        return [learnedScale(layer)];
      default:
        return [layer];
    }
  });
  return { ...model, layers };
}

/** InceptionResNetV2's: the first input, and `scale` times the second. */
function scaledAddition(layer: FileLayer, names: Set<string>): FileLayer[] {
  const [direct, scaled] = layer.inputs;
  const scale = own(layer.config, "scale");
  if (direct === undefined || scaled === undefined || typeof scale !== "number") {
    throw new Refusal(
      `${layer.name}: a CustomScaleLayer of two inputs and a scale, received ${shown(scale)}`,
    );
  }
  let name = `${layer.name}_scale`;
  for (let index = 1; names.has(name); index++) name = `${layer.name}_scale_${index}`;
  names.add(name);
  const scaling = { className: "Rescaling", config: { scale, offset: 0 }, inputs: [scaled], callNotes: [] };
  return [
    { ...scaling, name },
    { ...layer, className: "Add", config: {}, inputs: [direct, name] },
  ];
}

/** ConvNeXt's: a factor a channel, which is a depthwise convolution of 1 x 1. */
function learnedScale(layer: FileLayer): FileLayer {
  const start = Number(own(layer.config, "init_values") ?? 0);
  const nearest = Math.abs(start) < LITTLE ? "Zeros" : "Ones";
  const isNear = start === 0 || start === 1;
  const config = {
    kernel_size: [1, 1],
    use_bias: false,
    depthwise_initializer: { class_name: nearest, config: {} },
    dtype: own(layer.config, "dtype"),
    trainable: own(layer.config, "trainable"),
  };
  const note = `that LayerScale begins at ${start}; here it begins at ${nearest === "Zeros" ? 0 : 1}`;
  return {
    ...layer,
    className: "DepthwiseConv2D",
    config,
    callNotes: isNear ? layer.callNotes : [...layer.callNotes, note],
  };
}
