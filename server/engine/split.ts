/** Labelled images of one split. */
export type Split = {
  count: number;
  /** uint8, [count, height, width, channels]. */
  images: Uint8Array;
  /** Class index of each image. */
  labels: Uint8Array;
};

/** Height, width and channels of an image. */
export type ImageShape = readonly [height: number, width: number, channels: number];
