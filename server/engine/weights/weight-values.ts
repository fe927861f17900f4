/** Weights by Keras name (`conv2d/kernel`) in Keras's layout: a convolution's kernel is [h, w, in, out]. */
export type WeightValues = ReadonlyMap<string, Float32Array>;
