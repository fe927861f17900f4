import { describe, expect, test } from "vitest";
import type { Shape } from "./define-layer.ts";
import type { SettingField } from "./setting-field.ts";
import { LAYER_TYPES, LAYERS, layerOf, type LayerType } from "./index.ts";
import { canFreeze } from "./trainable.ts";

type Case = {
  type: LayerType;
  input: Shape;
  settings?: Record<string, unknown>;
  shape: Shape;
  params?: number;
  trainable?: number;
  macs?: number;
};

function run({ type, input, settings = {} }: Pick<Case, "type" | "input" | "settings">) {
  const layer = layerOf(type)!;
  const parsed = layer.settings.parse(settings);
  const result = layer.outputShape([input], parsed);
  if (!result.ok) return { reason: result.reason };
  const weights = layer.weights([input], parsed).map((weight) => ({
    count: weight.shape.reduce((product, size) => product * size, 1),
    isTrainable: weight.isTrainable,
  }));
  const total = (list: typeof weights) => list.reduce((sum, weight) => sum + weight.count, 0);
  return {
    shape: result.shape,
    params: total(weights),
    trainable: total(weights.filter((weight) => weight.isTrainable)),
    macs: layer.macs([input], parsed),
  };
}

// Every number is worked out by hand: kernel h*w*in*out (+ out), MACs out h*w * kernel.
const cases: Case[] = [
  {
    type: "Conv2D",
    input: [28, 28, 1],
    settings: { filters: 8, padding: "same", strides: 2 },
    shape: [14, 14, 8],
    params: 80,
    macs: 14_112,
  },
  {
    type: "Conv2D",
    input: [28, 28, 1],
    settings: { filters: 8 },
    shape: [26, 26, 8],
    params: 80,
    macs: 48_672,
  },
  {
    type: "Conv2D",
    input: [64, 64, 3],
    settings: { filters: 16, kernelSize: 2, padding: "same" },
    shape: [64, 64, 16],
    params: 208,
    macs: 786_432,
  },
  {
    type: "Conv2D",
    input: [7, 9, 2],
    settings: { filters: 4, kernelSize: [3, 5], strides: [2, 3], useBias: false },
    shape: [3, 2, 4],
    params: 120,
    macs: 720,
  },
  {
    type: "Conv2D",
    input: [7, 9, 2],
    settings: { filters: 1, kernelSize: [3, 5], strides: [2, 3], padding: "same" },
    shape: [4, 3, 1],
    params: 31,
    macs: 360,
  },
  {
    type: "Conv2D",
    input: [3, 3, 1],
    settings: { filters: 1, kernelSize: 3 },
    shape: [1, 1, 1],
    params: 10,
    macs: 9,
  },
  {
    type: "Conv2D",
    input: [9, 8, 6],
    settings: { filters: 4, groups: 2, dilationRate: [3, 2] },
    shape: [3, 4, 4],
    params: 112,
    macs: 1296,
  },
  { type: "DepthwiseConv2D", input: [9, 8, 5], shape: [7, 6, 5], params: 50, macs: 1890 },
  {
    type: "DepthwiseConv2D",
    input: [9, 8, 5],
    settings: { kernelSize: [3, 2], strides: 2, padding: "same", depthMultiplier: 2, useBias: false },
    shape: [5, 4, 10],
    params: 60,
    macs: 1200,
  },
  {
    type: "SeparableConv2D",
    input: [9, 8, 5],
    settings: { filters: 7, depthMultiplier: 2 },
    shape: [7, 6, 7],
    params: 167,
    macs: 6720,
  },
  { type: "MaxPooling2D", input: [9, 8, 5], shape: [4, 4, 5] },
  { type: "MaxPooling2D", input: [9, 8, 5], settings: { padding: "same" }, shape: [5, 4, 5] },
  { type: "MaxPooling2D", input: [9, 8, 5], settings: { poolSize: 3, strides: 1 }, shape: [7, 6, 5] },
  {
    type: "AveragePooling2D",
    input: [9, 8, 5],
    settings: { poolSize: [2, 4], strides: [3, 1] },
    shape: [3, 5, 5],
  },
  {
    type: "Conv1D",
    input: [24, 5],
    settings: { filters: 8 },
    shape: [22, 8],
    params: 128,
    macs: 2640,
  },
  {
    type: "Conv1D",
    input: [24, 6],
    settings: { filters: 4, kernelSize: 5, strides: 2, padding: "same", groups: 2, useBias: false },
    shape: [12, 4],
    params: 60,
    macs: 720,
  },
  {
    type: "Conv1D",
    input: [24, 1],
    settings: { filters: 2, kernelSize: 3, padding: "causal", dilationRate: 4 },
    shape: [24, 2],
    params: 8,
    macs: 144,
  },
  { type: "MaxPooling1D", input: [9, 5], shape: [4, 5] },
  {
    type: "AveragePooling1D",
    input: [9, 5],
    settings: { poolSize: 3, strides: 1, padding: "same" },
    shape: [9, 5],
  },
  { type: "GlobalAveragePooling1D", input: [24, 32], shape: [32] },
  { type: "GlobalAveragePooling2D", input: [8, 6, 32], shape: [32] },
  { type: "Flatten", input: [8, 8, 64], shape: [4096] },
  { type: "Flatten", input: [12], shape: [12] },
  { type: "Dense", input: [4096], settings: { units: 64 }, shape: [64], params: 262_208, macs: 262_144 },
  { type: "Dense", input: [5], settings: { units: 3, useBias: false }, shape: [3], params: 15, macs: 15 },
  { type: "Dense", input: [8, 6, 5], settings: { units: 3 }, shape: [8, 6, 3], params: 18, macs: 720 },
  {
    type: "Dense",
    input: [24, 5],
    settings: { units: 3, useBias: false },
    shape: [24, 3],
    params: 15,
    macs: 360,
  },
  {
    type: "Conv2DTranspose",
    input: [7, 6, 5],
    settings: { filters: 4, strides: 2 },
    shape: [15, 13, 4],
    params: 184,
    macs: 7560,
  },
  {
    type: "Conv2DTranspose",
    input: [7, 6, 5],
    settings: { filters: 4, kernelSize: [4, 2], strides: [2, 3], padding: "same", useBias: false },
    shape: [14, 18, 4],
    params: 160,
    macs: 6720,
  },
  {
    type: "Conv2DTranspose",
    input: [7, 6, 5],
    settings: { filters: 1, kernelSize: 1, strides: 3 },
    shape: [21, 18, 1],
    params: 6,
    macs: 210,
  },
  // Keras: (7 - 1) 2 + 3 + 1 rows, and (6 - 1) 3 + 1 + 2 columns of an odd kernel.
  {
    type: "Conv2DTranspose",
    input: [7, 6, 5],
    settings: { filters: 4, strides: [2, 3], outputPadding: [1, 2] },
    shape: [16, 20, 4],
    params: 184,
    macs: 7560,
  },
  {
    type: "Conv2DTranspose",
    input: [7, 6, 5],
    settings: { filters: 4, kernelSize: [4, 3], strides: [2, 3], padding: "same", outputPadding: [1, 2] },
    shape: [13, 18, 4],
    params: 244,
    macs: 10080,
  },
  {
    type: "Conv2DTranspose",
    input: [7, 6, 5],
    settings: { filters: 4, dilationRate: [2, 1] },
    shape: [11, 8, 4],
    params: 184,
    macs: 7560,
  },
  { type: "GlobalMaxPooling2D", input: [8, 6, 32], shape: [32] },
  { type: "GlobalMaxPooling1D", input: [24, 32], shape: [32] },
  { type: "Cropping2D", input: [8, 7, 3], settings: { cropping: [1, 2] }, shape: [6, 3, 3] },
  { type: "Identity", input: [4, 5, 3], shape: [4, 5, 3] },
  { type: "Normalization", input: [4, 5, 3], settings: { mean: [1, 2, 3] }, shape: [4, 5, 3] },
  { type: "PReLU", input: [4, 5, 3], shape: [4, 5, 3], params: 60 },
  { type: "PReLU", input: [4, 5, 3], settings: { sharedAxes: [1, 2] }, shape: [4, 5, 3], params: 3 },
  { type: "GroupNormalization", input: [8, 8, 64], shape: [8, 8, 64], params: 128 },
  {
    type: "GroupNormalization",
    input: [10],
    settings: { groups: 5, center: false },
    shape: [10],
    params: 10,
  },
  { type: "Activation", input: [4, 4, 2], shape: [4, 4, 2] },
  { type: "Dropout", input: [7], shape: [7] },
  { type: "BatchNormalization", input: [8, 8, 32], shape: [8, 8, 32], params: 128, trainable: 64 },
  {
    type: "BatchNormalization",
    input: [10],
    settings: { scale: false },
    shape: [10],
    params: 30,
    trainable: 10,
  },
  { type: "LayerNormalization", input: [8, 8, 32], shape: [8, 8, 32], params: 64 },
  { type: "LayerNormalization", input: [10], settings: { center: false }, shape: [10], params: 10 },
  { type: "Reshape", input: [8, 8, 3], shape: [192] },
  { type: "Reshape", input: [64], settings: { targetShape: [1, 1, 64] }, shape: [1, 1, 64] },
  { type: "Reshape", input: [8, 8, 3], settings: { targetShape: [4, -1, 6] }, shape: [4, 8, 6] },
  { type: "ZeroPadding2D", input: [8, 7, 3], shape: [10, 9, 3] },
  { type: "ZeroPadding2D", input: [8, 7, 3], settings: { padding: 2 }, shape: [12, 11, 3] },
  { type: "ZeroPadding2D", input: [8, 7, 3], settings: { padding: [1, 0] }, shape: [10, 7, 3] },
  {
    type: "ZeroPadding2D",
    input: [8, 7, 3],
    settings: {
      padding: [
        [0, 1],
        [2, 3],
      ],
    },
    shape: [9, 12, 3],
  },
  { type: "UpSampling2D", input: [4, 5, 3], settings: { size: [2, 3] }, shape: [8, 15, 3] },
  { type: "Resizing", input: [4, 5, 3], settings: { height: 7 }, shape: [7, 32, 3] },
  { type: "Rescaling", input: [4, 5, 3], shape: [4, 5, 3] },
  { type: "SpatialDropout2D", input: [4, 5, 3], shape: [4, 5, 3] },
  { type: "GaussianNoise", input: [7], shape: [7] },
  { type: "RandomFlip", input: [4, 5, 3], shape: [4, 5, 3] },
  { type: "RandomRotation", input: [5, 5, 3], shape: [5, 5, 3] },
  { type: "RandomRotation", input: [5, 4, 3], settings: { factor: 0.1 }, shape: [5, 4, 3] },
  { type: "RandomZoom", input: [4, 5, 3], shape: [4, 5, 3] },
  { type: "RandomTranslation", input: [4, 5, 3], shape: [4, 5, 3] },
  { type: "RandomContrast", input: [4, 5, 3], shape: [4, 5, 3] },
  { type: "Output", input: [10], shape: [10] },
];

describe("shapes, parameters and multiply-adds", () => {
  test.each(cases)("$type of $input with $settings", ({ shape, params = 0, macs = 0, ...given }) => {
    expect(run(given)).toEqual({ shape, params, trainable: given.trainable ?? params, macs });
  });
});

describe("layers of several inputs", () => {
  const merge = (type: LayerType, inputs: Shape[], settings: object = {}) => {
    const layer = layerOf(type)!;
    return layer.outputShape(inputs, layer.settings.parse(settings));
  };

  test.each([
    {
      type: "Add",
      inputs: [
        [4, 4, 8],
        [4, 4, 8],
      ],
      shape: [4, 4, 8],
    },
    { type: "Add", inputs: [[5], [5], [5]], shape: [5] },
    {
      type: "Multiply",
      inputs: [
        [4, 6, 8],
        [1, 1, 8],
      ],
      shape: [4, 6, 8],
    },
    {
      type: "Multiply",
      inputs: [
        [4, 1, 1],
        [1, 6, 8],
      ],
      shape: [4, 6, 8],
    },
    {
      type: "Concatenate",
      inputs: [
        [4, 4, 8],
        [4, 4, 3],
        [4, 4, 1],
      ],
      shape: [4, 4, 12],
    },
    { type: "Concatenate", inputs: [[8], [3]], shape: [11] },
  ] as const)("$type of $inputs", ({ type, inputs, shape }) => {
    expect(merge(type, [...inputs])).toEqual({ ok: true, shape });
  });

  test.each([
    { axis: 1, second: [2, 5, 3], shape: [6, 5, 3] },
    { axis: 2, second: [4, 2, 3], shape: [4, 7, 3] },
    { axis: 3, second: [4, 5, 2], shape: [4, 5, 5] },
  ])("Concatenate of 4 x 5 x 3 and $second along axis $axis", ({ axis, second, shape }) => {
    const first = [4, 5, 3];
    expect(merge("Concatenate", [first, second], { axis })).toEqual({ ok: true, shape });
    expect(merge("Concatenate", [first, [9, 9, 9]], { axis })).toMatchObject({ ok: false });
    expect(merge("Concatenate", [first, [7]], { axis })).toMatchObject({ ok: false });
  });

  test("Concatenate of flat inputs has one axis", () => {
    expect(merge("Concatenate", [[8], [3]], { axis: 1 })).toEqual({ ok: true, shape: [11] });
    expect(merge("Concatenate", [[8], [8]], { axis: 3 })).toEqual({
      ok: false,
      reason: "Concatenate needs maps of one height and width, received 8 numbers and 8 numbers",
    });
  });

  test.each([
    [
      "Add",
      [
        [4, 4, 8],
        [4, 4, 4],
      ],
      "Add needs inputs of one shape, received 4 x 4 x 8 and 4 x 4 x 4",
    ],
    ["Multiply", [[4, 4, 8], [8]], "Multiply needs inputs of one shape, received 4 x 4 x 8 and 8 numbers"],
    [
      "Concatenate",
      [
        [4, 4, 8],
        [2, 2, 8],
      ],
      "Concatenate needs maps of one height and width, or flat inputs, received 4 x 4 x 8 and 2 x 2 x 8",
    ],
  ] as const)("%s refuses %j", (type, inputs, reason) => {
    expect(merge(type, [...inputs])).toEqual({ ok: false, reason });
  });
});

describe("what a layer refuses", () => {
  test.each([
    {
      type: "GroupNormalization",
      input: [8, 8, 48],
      reason: "GroupNormalization cannot split 48 channels into 32 equal groups",
    },
    {
      type: "Normalization",
      input: [8, 8, 4],
      settings: { mean: [1, 2, 3] },
      reason: "Normalization has 3 numbers as its mean, and 4 channels arrive; give one number, or 4",
    },
    {
      type: "Rescaling",
      input: [8, 8, 4],
      settings: { offset: [1, 2, 3] },
      reason: "Rescaling has 3 numbers as its offset, and 4 channels arrive; give one number, or 4",
    },
    {
      type: "PReLU",
      input: [64],
      settings: { sharedAxes: [1, 2] },
      reason: "PReLU shares axis 2 of an input that has 1",
    },
    {
      type: "Conv2DTranspose",
      input: [4, 4, 2],
      settings: { strides: [2, 3], outputPadding: [1, 3] },
      reason: "Conv2DTranspose takes less output padding than its strides of 2 x 3, received 1 x 3",
    },
    {
      type: "Conv2DTranspose",
      input: [4, 4, 2],
      settings: { strides: 2, dilationRate: 2 },
      reason:
        "Conv2DTranspose takes strides above 1 or a dilation rate above 1, not both; set one of them to 1",
    },
    {
      type: "Conv2DTranspose",
      input: [1, 4, 2],
      settings: { kernelSize: 2, padding: "same", outputPadding: 0 },
      reason: "Conv2DTranspose would leave nothing of this map; give it more output padding, or none",
    },
    {
      type: "Cropping2D",
      input: [4, 9, 3],
      settings: { cropping: [2, 1] },
      reason: "Cropping2D cannot cut 4 rows and 2 columns off a map of 4 x 9",
    },
    {
      type: "Output",
      input: [8, 8, 10],
      reason: "Output needs a flat input; put Flatten and Dense before it",
    },
    {
      type: "Conv2D",
      input: [4096],
      reason:
        "Conv2D needs a map of height x width x channels, received 4096 numbers; put Conv2D before Flatten",
    },
    {
      type: "MaxPooling2D",
      input: [1, 1, 64],
      reason:
        'MaxPooling2D needs a map of at least 2 x 2, received 1 x 1; use a smaller window, padding "same", or less pooling before it',
    },
    {
      type: "GlobalAveragePooling2D",
      input: [64],
      reason:
        "GlobalAveragePooling2D needs a map of height x width x channels, received 64 numbers; put GlobalAveragePooling2D before Flatten",
    },
    {
      type: "RandomRotation",
      input: [7, 6, 3],
      reason:
        "RandomRotation makes quarter turns, so it needs a map as high as wide, received 7 x 6; or set its factor",
    },
    {
      type: "RandomFlip",
      input: [64],
      reason:
        "RandomFlip needs a map of height x width x channels, received 64 numbers; put RandomFlip before Flatten",
    },
  ] as { type: LayerType; input: Shape; settings?: Record<string, unknown>; reason: string }[])(
    "$type of $input",
    ({ reason, ...given }) => {
      expect(run(given)).toEqual({ reason });
    },
  );

  test("a range of values that is none", () => {
    const settings = { minValue: 1, maxValue: 1 };
    expect(run({ type: "RandomContrast", input: [4, 4, 3], settings })).toEqual({
      reason: "RandomContrast needs a lowest value below the highest, received 1 and 1",
    });
  });

  test("a shape with another count of values", () => {
    expect(run({ type: "Reshape", input: [8, 8, 3], settings: { targetShape: [1, 1, 64] } })).toEqual({
      reason: "Reshape cannot put the 192 values of 8 x 8 x 3 into 1 x 1 x 64",
    });
    expect(run({ type: "Reshape", input: [10], settings: { targetShape: [3, 1, -1] } })).toEqual({
      reason: "Reshape cannot put the 10 values of 10 numbers into 3 x 1 x -1",
    });
  });

  test("a convolution with strides and a dilation, or groups that do not divide it", () => {
    const input = [8, 8, 6];
    expect(run({ type: "Conv2D", input, settings: { strides: 2, dilationRate: 2 } })).toEqual({
      reason: "Conv2D takes strides above 1 or a dilation rate above 1, not both; set one of them to 1",
    });
    expect(run({ type: "Conv2D", input, settings: { filters: 8, groups: 3 } })).toEqual({
      reason: "Conv2D cannot split 6 channels and 8 filters into 3 equal groups",
    });
  });
});

function samples(field: SettingField): { within: unknown[]; outside: unknown[] } {
  switch (field.kind) {
    case "integer":
    case "number":
    case "size2d":
      return { within: [field.min, field.max], outside: [field.min - field.step, field.max + field.step] };
    case "choice":
      return { within: field.options.map(({ value }) => value), outside: ["something else"] };
    case "shape":
      return {
        within: [[-1], [7], [2, 3], [4, 4, 3], [-1, 1, 3]],
        outside: [[], [0], [2, 3, 4, 1], [-1, -1, 3], [-2], "4, 4"],
      };
    case "numbers": {
      const { min, max, step, maxCount, takesOne = false, isWhole = false } = field;
      const many = Array.from({ length: maxCount }, (_, i) => Math.min(max, min + i));
      return {
        within: [[min], many, ...(takesOne ? [min, max] : [])],
        outside: [[max + step], [...many, max], "1, 2", ["1"], ...(isWhole ? [[min + 0.5], [min, min]] : [])],
      };
    }
    case "boolean":
      return { within: [true, false], outside: ["no"] };
  }
}

describe("settings", () => {
  test("defaults are Keras's", () => {
    expect(LAYERS.Conv2D.settings.parse({ filters: 16 })).toEqual({
      filters: 16,
      kernelSize: [3, 3],
      strides: [1, 1],
      padding: "valid",
      dilationRate: [1, 1],
      groups: 1,
      activation: "linear",
      useBias: true,
      kernelInitializer: "glorot_uniform",
      kernelL1: 0,
      kernelL2: 0,
    });
    expect(LAYERS.MaxPooling2D.settings.parse({})).toEqual({ poolSize: [2, 2], padding: "valid" });
    expect(LAYERS.BatchNormalization.settings.parse({})).toEqual({
      momentum: 0.99,
      epsilon: 0.001,
      center: true,
      scale: true,
    });
  });

  test.each(LAYER_TYPES)("every setting of %s has its field, within the same limits", (type) => {
    const layer = layerOf(type)!;
    for (const field of layer.fields) {
      const accepts = (value: unknown) => layer.settings.safeParse({ [field.name]: value }).success;
      const { within, outside } = samples(field);
      expect(within.filter((value) => !accepts(value))).toEqual([]);
      expect(outside.filter(accepts)).toEqual([]);
    }
    // Input's shape comes from the dataset, not from a form.
    const known = Object.keys(layer.settings.parse({}) as object).filter((name) => name !== "shape");
    expect(layer.fields.map((field) => field.name)).toEqual(expect.arrayContaining(known));
  });

  test("a type inherited from Object is no layer", () => {
    expect(layerOf("constructor")).toBeUndefined();
    expect(layerOf("toString")).toBeUndefined();
  });
});

test("what can be frozen is what has weights", () => {
  const inputs: Shape[] = [[8, 8, 32], [8, 32], [32]];
  const settings = { shape: [8, 8, 4], targetShape: [-1] };
  const withWeights = LAYER_TYPES.filter((type) =>
    inputs.some((input) =>
      [{}, settings].some((given) => {
        const layer = layerOf(type)!;
        const parsed = layer.settings.safeParse(given);
        if (!parsed.success || !layer.outputShape([input, input], parsed.data).ok) return false;
        return layer.weights([input, input], parsed.data).length > 0;
      }),
    ),
  );
  expect(LAYER_TYPES.filter(canFreeze)).toEqual(withWeights);
});
