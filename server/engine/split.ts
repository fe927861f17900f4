/** Examples of one split, which stay where they lie until a batch of them is wanted. */
export type Split = {
  count: number;
  /**
   * Copies the examples at these places, one after the other, to the beginning of `into`: bytes as they are packed, for
   * uint8 pictures [places, height, width, channels].
   * @throws what the disk does.
   */
  read: (places: ArrayLike<number>, into: Uint8Array) => void;
  /** What is to be learned of each example: a class index, or a number in its unit. */
  targets: Uint8Array | Float32Array;
};

/** Height, width and channels of an image. */
export type ImageShape = readonly [height: number, width: number, channels: number];
