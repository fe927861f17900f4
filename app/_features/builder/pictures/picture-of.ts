import { convolved, eachOf, mean, normalized, type Numbers, pooled, softmax, spread } from "./arithmetic.ts";
import { functionOf } from "./functions.ts";
import type { Area, Panel, Picture } from "./picture.ts";

const MAP: Numbers = [
  [1, 0, 2, 3],
  [4, 6, 6, 8],
  [3, 1, 1, 0],
  [1, 2, 2, 4],
];
const SMALL: Numbers = [
  [1, 2],
  [3, 4],
];
const KERNEL: Numbers = [
  [1, 0],
  [0, 1],
];
const MIDDLE_OF_MAP: Numbers = MAP.slice(1, 3).map((line) => line.slice(1, 3));
const ROW: Numbers = [[2, 4, 1, 3, 5, 3]];
/** An F: turned or mirrored, it is seen at once. */
const LETTER: Numbers = [
  [1, 1, 1, 0],
  [1, 0, 0, 0],
  [1, 1, 0, 0],
  [1, 0, 0, 0],
];
const LOGITS = [1, 3, 2];

const TO: Panel = { kind: "sign", text: "→" };
const sign = (text: string): Panel => ({ kind: "sign", text });
const map = (numbers: Numbers, marked: readonly Area[] = [], label?: string): Panel => ({
  kind: "map",
  numbers,
  marked,
  ...(label === undefined ? {} : { label }),
});
const pixels = (numbers: Numbers): Panel => ({ kind: "pixels", numbers });
const channels = (count: number, label?: string, empty: readonly number[] = []): Panel => ({
  kind: "channels",
  count,
  empty,
  ...(label === undefined ? {} : { label }),
});
const picture = (caption: string, ...panels: Panel[]): Picture => ({ caption, panels });
const largest = (values: readonly number[]) => Math.max(...values);
const QUARTER: Area = [0, 0, 2, 2];
const FIRST: Area = [0, 0, 1, 1];

function pooling(numbers: Numbers, size: readonly [number, number], of: (values: number[]) => number) {
  return [map(numbers, [[0, 0, ...size]]), TO, map(pooled(numbers, size, of), [FIRST])];
}

function curve(name: string, caption: string): Picture {
  const of = functionOf(name);
  if (of === null) return shares();
  return picture(caption, { kind: "curve", of, label: name });
}

function shares(): Picture {
  return picture(
    "Any numbers become shares that add up to 1; the largest stays the largest.",
    map([LOGITS]),
    TO,
    { kind: "bars", values: softmax(LOGITS) },
  );
}

function standardized(over: string): Picture {
  return picture(
    `Numbers are moved and scaled to mean 0 and standard deviation 1, ${over}.`,
    map([[2, 4, 6, 8]]),
    TO,
    map([normalized([2, 4, 6, 8])]),
  );
}

const shifted = (by: number): Numbers =>
  LETTER.map((line) => [...line.slice(-by).map(() => 0), ...line.slice(0, -by)]);
const turned: Numbers = LETTER.map((_, row) => LETTER.map((line) => line[row] ?? 0).toReversed());

const PICTURES: Readonly<Record<string, (settings: Readonly<Record<string, unknown>>) => Picture>> = {
  Input: () =>
    picture("A picture is three maps of numbers: its red, green and blue.", pixels(LETTER), TO, channels(3)),
  Output: shares,
  Conv2D: () =>
    picture(
      "The kernel slides over the map; each result is one window times the kernel, added up.",
      map(MAP, [QUARTER]),
      sign("∗"),
      map(KERNEL, [QUARTER]),
      TO,
      map(convolved(MAP, KERNEL), [FIRST]),
    ),
  Conv2DTranspose: () =>
    picture(
      "Each number puts the kernel, times itself, into a larger map.",
      map(SMALL, [FIRST]),
      sign("∗"),
      map(KERNEL, [QUARTER]),
      TO,
      map(spread(SMALL, 2, KERNEL), [QUARTER]),
    ),
  Conv1D: () =>
    picture(
      "The kernel slides along the steps; each result is one window times the kernel, added up.",
      map(
        ROW.map((line) => line.slice(0, 4)),
        [[0, 0, 1, 2]],
      ),
      sign("∗"),
      map([[1, 1]], [[0, 0, 1, 2]]),
      TO,
      map(
        convolved(
          ROW.map((line) => line.slice(0, 4)),
          [[1, 1]],
        ),
        [FIRST],
      ),
    ),
  DepthwiseConv2D: () =>
    picture(
      "Every channel has a kernel of its own, and none sees another.",
      channels(3),
      sign("∗"),
      channels(3, "kernels"),
      TO,
      channels(3),
    ),
  SeparableConv2D: () =>
    picture(
      "First a kernel for every channel, then sums across the channels, as many as wanted.",
      channels(3),
      TO,
      channels(3, "each alone"),
      TO,
      channels(5, "mixed"),
    ),
  MaxPooling2D: () => picture("Of each window the largest number stays.", ...pooling(MAP, [2, 2], largest)),
  AveragePooling2D: () => picture("Each window becomes its mean.", ...pooling(MAP, [2, 2], mean)),
  GlobalAveragePooling2D: () =>
    picture("A whole map becomes one number, its mean.", ...pooling(MAP, [4, 4], mean)),
  GlobalMaxPooling2D: () =>
    picture("A whole map becomes one number, its largest.", ...pooling(MAP, [4, 4], largest)),
  MaxPooling1D: () =>
    picture("Of every few steps the largest number stays.", ...pooling(ROW, [1, 2], largest)),
  AveragePooling1D: () => picture("Every few steps become their mean.", ...pooling(ROW, [1, 2], mean)),
  GlobalAveragePooling1D: () =>
    picture("All steps become one number, their mean.", ...pooling(ROW, [1, 6], mean)),
  GlobalMaxPooling1D: () =>
    picture("All steps become one number, their largest.", ...pooling(ROW, [1, 6], largest)),
  Cropping2D: () =>
    picture(
      "A rim of the map is cut off, on each side as much as wanted.",
      map(MAP, [[1, 1, 2, 2]]),
      TO,
      map(MIDDLE_OF_MAP, [[0, 0, 2, 2]]),
    ),
  UpSampling2D: () =>
    picture(
      "Every number is written several times.",
      map(SMALL, [FIRST]),
      TO,
      map(spread(SMALL, 2), [QUARTER]),
    ),
  Flatten: () =>
    picture("All numbers of the map in one row, in reading order.", map(SMALL), TO, map([SMALL.flat()])),
  Reshape: () =>
    picture("The same numbers in the same order, in another shape.", map([SMALL.flat()]), TO, map(SMALL)),
  Dense: () =>
    picture("Every unit adds up all inputs, each times a weight of its own.", {
      kind: "mesh",
      from: 4,
      to: 3,
    }),
  ZeroPadding2D: () =>
    picture(
      "Zeros all around, so that windows reach the rim.",
      map(SMALL),
      TO,
      map(
        [
          [0, 0, 0, 0],
          [0, 1, 2, 0],
          [0, 3, 4, 0],
          [0, 0, 0, 0],
        ],
        [[1, 1, 2, 2]],
      ),
    ),
  Resizing: () =>
    picture("The picture at another size; what lies between is worked out.", ...pooling(MAP, [2, 2], mean)),
  Rescaling: () =>
    picture(
      "Every number times the same number, plus another.",
      map([[0, 51, 255]]),
      sign("÷ 255"),
      TO,
      map([[0, 0.2, 1]]),
    ),
  Normalization: () => standardized("by the mean and deviation of the training data"),
  Identity: () => picture("Whatever comes in goes out.", map(SMALL), TO, map(SMALL)),
  Activation: ({ activation }) =>
    curve(
      typeof activation === "string" ? activation : "relu",
      "What goes in along the bottom, what comes out upwards.",
    ),
  LeakyReLU: () =>
    picture("Negative numbers are made small instead of 0.", {
      kind: "curve",
      of: (x) => (x < 0 ? 0.3 * x : x),
    }),
  PReLU: () =>
    picture("Negative numbers are scaled by a slope that is learned.", {
      kind: "curve",
      of: (x) => (x < 0 ? 0.25 * x : x),
    }),
  Add: () =>
    picture(
      "Numbers at the same place are added.",
      map(SMALL, [FIRST]),
      sign("+"),
      map(KERNEL, [FIRST]),
      TO,
      map(
        eachOf(SMALL, (value, row, column) => value + (KERNEL[row]?.[column] ?? 0)),
        [FIRST],
      ),
    ),
  Multiply: () =>
    picture(
      "Numbers at the same place are multiplied.",
      map(SMALL, [FIRST]),
      sign("×"),
      map(KERNEL, [FIRST]),
      TO,
      map(
        eachOf(SMALL, (value, row, column) => value * (KERNEL[row]?.[column] ?? 0)),
        [FIRST],
      ),
    ),
  Concatenate: () =>
    picture(
      "The channels of all inputs, one behind the other.",
      channels(2),
      sign("and"),
      channels(3),
      TO,
      channels(5),
    ),
  Dropout: () =>
    picture(
      "While training, some numbers become 0 by chance and the others grow to make up for it. Afterwards all stay.",
      map(SMALL),
      TO,
      map(
        [
          [2, 0],
          [0, 8],
        ],
        [
          [0, 1, 1, 1],
          [1, 0, 1, 1],
        ],
      ),
    ),
  SpatialDropout2D: () =>
    picture(
      "While training, whole channels become 0 by chance.",
      channels(4),
      TO,
      channels(4, undefined, [1]),
    ),
  GaussianNoise: () =>
    picture(
      "While training, a little chance is added to every number.",
      map(SMALL),
      TO,
      map([
        [1.1, 1.8],
        [3.2, 3.9],
      ]),
    ),
  BatchNormalization: () => standardized("each channel over all images of a batch"),
  LayerNormalization: () => standardized("over what one image has at the end of its shape"),
  GroupNormalization: () => standardized("over a few channels of one image"),
  RandomFlip: () =>
    picture(
      "While training, pictures are mirrored by chance.",
      pixels(LETTER),
      TO,
      pixels(LETTER.map((line) => line.toReversed())),
    ),
  RandomRotation: () =>
    picture("While training, pictures are turned by chance.", pixels(LETTER), TO, pixels(turned)),
  RandomTranslation: () =>
    picture("While training, pictures are moved a little by chance.", pixels(LETTER), TO, pixels(shifted(1))),
  RandomZoom: () =>
    picture(
      "While training, pictures are made larger or smaller by chance.",
      pixels(LETTER),
      TO,
      pixels(
        spread(
          LETTER.slice(0, 2).map((line) => line.slice(0, 2)),
          2,
        ),
      ),
    ),
  RandomContrast: () =>
    picture(
      "While training, numbers are moved away from their mean, or towards it, by chance.",
      map([[1, 2, 3]]),
      TO,
      map([[0.5, 2, 3.5]]),
    ),
};

/** A small drawing of what a layer does, with numbers that are worked out and no others; null for one without. */
export function pictureOf(type: string, settings: Readonly<Record<string, unknown>> = {}): Picture | null {
  return Object.hasOwn(PICTURES, type) ? (PICTURES[type]?.(settings) ?? null) : null;
}
