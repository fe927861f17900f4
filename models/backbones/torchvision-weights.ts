import { mobilenetV3Small } from "./mobilenet-v3-small.ts";

/** How an array of PyTorch becomes a weight of ours: axis i of the weight is axis `order[i]` of the array. */
export type WeightSource = { key: string; from: string; order: readonly number[] };

/** [out, in, h, w] to [h, w, in, out]; of a depthwise kernel [channels, 1, h, w] to [h, w, channels, 1]. */
const CONVOLUTION = [2, 3, 1, 0];
const DEPTHWISE = [2, 3, 0, 1];
const VECTOR = [0];

const NORMALIZATION = [
  ["gamma", "weight"],
  ["beta", "bias"],
  ["moving_mean", "running_mean"],
  ["moving_variance", "running_var"],
] as const;

/** Where torchvision's `mobilenet_v3_small` keeps each weight of `mobilenetV3Small`, by the names of its state dict. */
export function torchvisionWeights(): WeightSource[] {
  const { nodes } = mobilenetV3Small({ padding: "torch", frozenStages: 0 });
  const names = new Set(nodes.map(({ name }) => name));
  return nodes.flatMap(({ name, type, settings }): WeightSource[] => {
    if (type === "BatchNormalization") {
      const place = `${placeOf(name.slice(0, -"_bn".length), names)}.1`;
      return NORMALIZATION.map(([own, theirs]) => ({
        key: `${name}/${own}`,
        from: `${place}.${theirs}`,
        order: VECTOR,
      }));
    }
    if (type !== "Conv2D" && type !== "DepthwiseConv2D") return [];
    const isSqueeze = name.includes("_squeeze_excite_");
    const place = isSqueeze ? squeezePlace(name, names) : `${placeOf(name, names)}.0`;
    const order = type === "Conv2D" ? CONVOLUTION : DEPTHWISE;
    const kernel = { key: `${name}/kernel`, from: `${place}.weight`, order };
    return settings.useBias === false
      ? [kernel]
      : [kernel, { key: `${name}/bias`, from: `${place}.bias`, order: VECTOR }];
  });
}

/** `features.4.block.1` of the depthwise convolution of the fourth block. */
function placeOf(name: string, names: ReadonlySet<string>): string {
  if (name === "conv") return "features.0";
  if (name === "conv_1") return "features.12";
  const [, index = "0", part = ""] = /^expanded_conv(?:_(\d+))?_(expand|depthwise|project)$/.exec(name) ?? [];
  const block = index === "0" ? "expanded_conv" : `expanded_conv_${index}`;
  const parts = [
    ...(names.has(`${block}_expand`) ? ["expand"] : []),
    "depthwise",
    ...(names.has(`${block}_squeeze_excite_conv`) ? ["squeeze"] : []),
    "project",
  ];
  return `features.${Number(index) + 1}.block.${parts.indexOf(part)}`;
}

function squeezePlace(name: string, names: ReadonlySet<string>): string {
  const block = name.slice(0, name.indexOf("_squeeze_excite_"));
  const depthwise = placeOf(`${block}_depthwise`, names);
  const at = Number(depthwise.slice(depthwise.lastIndexOf(".") + 1)) + 1;
  return `${depthwise.slice(0, depthwise.lastIndexOf("."))}.${at}.${name.endsWith("_conv") ? "fc1" : "fc2"}`;
}
