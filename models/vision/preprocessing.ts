import { z } from "zod";

/** How a picture becomes a network's input, [1, 3, height, width]: (value - mean) / std of bytes 0 to 255. */
export const preprocessing = z.object({
  /** `crop`: its centre square, scaled. */
  fit: z.enum(["centre", "corner", "crop"]),
  colour: z.enum(["rgb", "bgr"]),
  /** Of each channel in the order of `colour`. */
  mean: z.tuple([z.number(), z.number(), z.number()]),
  std: z.tuple([z.number(), z.number(), z.number()]),
});
export type Preprocessing = z.infer<typeof preprocessing>;

/** Of Ultralytics: 0 to 1, letterboxed in the middle. */
export const ULTRALYTICS_INPUT: Preprocessing = {
  fit: "centre",
  colour: "rgb",
  mean: [0, 0, 0],
  std: [255, 255, 255],
};

/** Of YOLOX since 0.1.1: bytes as they are, blue first, in the top left corner. */
export const YOLOX_INPUT: Preprocessing = {
  fit: "corner",
  colour: "bgr",
  mean: [0, 0, 0],
  std: [1, 1, 1],
};

/** -1 to 1, as MobileNet and its relatives of TensorFlow want it. */
export const TENSORFLOW_INPUT: Preprocessing = {
  fit: "crop",
  colour: "rgb",
  mean: [127.5, 127.5, 127.5],
  std: [127.5, 127.5, 127.5],
};

/** Of torchvision's classifiers: standardised by the colours of ImageNet. */
export const IMAGENET_INPUT: Preprocessing = {
  fit: "crop",
  colour: "rgb",
  mean: [123.675, 116.28, 103.53],
  std: [58.395, 57.12, 57.375],
};
