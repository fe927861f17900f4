import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { fromKeras } from "#models/interchange/from-keras.ts";
import { networkOf } from "#models/interchange/network.ts";
import { elementCount } from "#models/layers/element-count.ts";

// Layers and parameters as Keras counts them; applications/README.md says how the files were made.
const APPLICATIONS: [name: string, layers: number, params: number][] = [
  ["VGG16", 23, 138357544],
  ["ResNet50", 177, 25636712],
  ["ResNet50V2", 192, 25613800],
  ["InceptionV3", 313, 23851784],
  ["InceptionResNetV2", 782, 55873736],
  ["Xception", 134, 22910480],
  ["MobileNet", 91, 4253864],
  ["MobileNetV2", 156, 3538984],
  ["MobileNetV3Small", 164, 2554968],
  ["DenseNet121", 429, 8062504],
  ["NASNetMobile", 771, 5326716],
  ["EfficientNetB0", 240, 5330571],
  ["EfficientNetV2B0", 273, 7200312],
  ["ConvNeXtTiny", 135, 28589128],
];

/** Layers of Keras that are two blocks here, and what a Normalization holds that has seen no data: 3 means, 3 variances, a count. */
const OF_TWO_BLOCKS: Readonly<Record<string, number>> = {
  InceptionResNetV2: 40,
  MobileNetV3Small: 27,
  ConvNeXtTiny: 22,
};
const OF_NORMALIZATION: Readonly<Record<string, number>> = { EfficientNetB0: 7 };

test.each(APPLICATIONS)(
  "%s of keras.applications, %i layers, imports whole",
  async (name, layers, params) => {
    const file = new URL(`applications/${name}.json.gz`, import.meta.url);
    const json: unknown = JSON.parse(gunzipSync(await readFile(file)).toString());
    const result = fromKeras(json);
    if (!result.ok) throw new Error(result.reason);
    const network = networkOf(result.graph);
    if (!network.ok) throw new Error(network.reason);
    const counted = network.network.layers
      .flatMap(({ weights }) => weights)
      .reduce((total, { shape }) => total + elementCount(shape), 0);
    expect(counted + (OF_NORMALIZATION[name] ?? 0)).toBe(params);
    // Output is a block as well; the softmax that it stands for is mostly no layer of its own.
    const added = result.graph.nodes.length - 1 - layers;
    expect([name, added]).toEqual([name, OF_TWO_BLOCKS[name] ?? 0]);
  },
);
