/** Answers as `run_prediction` keeps them. */
export function floatsOf(bytes: Buffer): Float32Array {
  const size = Float32Array.BYTES_PER_ELEMENT;
  return Float32Array.from({ length: bytes.length / size }, (_, index) => bytes.readFloatLE(index * size));
}
