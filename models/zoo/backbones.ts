/** A network without its top whose weights others trained; its blocks are `models/backbones/<name>.ts`. */
export type BackboneEntry = {
  name: "mobilenet-v3-small";
  title: string;
  licence: string;
  source: string;
};

export const BACKBONES: readonly BackboneEntry[] = [
  {
    name: "mobilenet-v3-small",
    title: "MobileNetV3-Small, ImageNet",
    licence: "BSD-3-Clause, torchvision. A. Howard et al., Searching for MobileNetV3, 2019, arXiv:1905.02244",
    source: "https://download.pytorch.org/models/mobilenet_v3_small-047dcff4.pth",
  },
];

export const BACKBONE_NAMES = ["mobilenet-v3-small"] as const satisfies readonly BackboneEntry["name"][];

export function backboneOf(name: string): BackboneEntry | undefined {
  return BACKBONES.find((entry) => entry.name === name);
}

/** PyTorch's own format is not read here: these lines write it down as safetensors. */
const WRITE_DOWN =
  'pip install torchvision safetensors; python -c "from torchvision.models import mobilenet_v3_small as m; ' +
  "from safetensors.torch import save_file as s; w = m(weights='DEFAULT').state_dict(); " +
  "s({k: v for k, v in w.items() if v.is_floating_point()}, 'mobilenet_v3_small.safetensors')\"";

/** How weights that are not on the server get there: two ways. */
export function waysToGetBackbone(): string {
  return (
    "Whoever runs the server writes them down from torchvision's own and adds the file: " +
    `${WRITE_DOWN}; npm run -s models -- add mobilenet_v3_small.safetensors. ` +
    "Or choose such a file, or a run, in the training form"
  );
}
