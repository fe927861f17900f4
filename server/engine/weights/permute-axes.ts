/** Copies a tensor with its axes in another order: axis i of the result is axis `order[i]` of the source. */
export function permuteAxes(
  source: Float32Array,
  shape: readonly number[],
  order: readonly number[],
): Float32Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const target = new Float32Array(source.length);
  let written = 0;
  const walk = (depth: number, offset: number) => {
    const axis = order[depth];
    if (axis === undefined) {
      target[written++] = source[offset] as number;
      return;
    }
    const size = shape[axis] ?? 1;
    const stride = strides[axis] ?? 1;
    for (let i = 0; i < size; i++) walk(depth + 1, offset + i * stride);
  };
  walk(0, 0);
  return target;
}
