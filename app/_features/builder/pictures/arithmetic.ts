/** Numbers of a small map, by row. */
export type Numbers = readonly (readonly number[])[];

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Every window of a map, by row. A stride of 1 leaves overlaps, one as large as the window none. */
function windowsOf(map: Numbers, size: readonly [number, number], stride: number): number[][][] {
  const [height, width] = size;
  const rows = Math.floor((map.length - height) / stride) + 1;
  const columns = Math.floor(((map[0]?.length ?? 0) - width) / stride) + 1;
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) =>
      map
        .slice(row * stride, row * stride + height)
        .flatMap((line) => line.slice(column * stride, column * stride + width)),
    ),
  );
}

/** What a pooling makes of a map. */
export function pooled(
  map: Numbers,
  size: readonly [number, number],
  of: (values: number[]) => number,
): Numbers {
  const [height, width] = size;
  return windowsOf(map, size, Math.max(height, width)).map((row) => row.map(of));
}

/** What a convolution with stride 1 and no padding makes of a map. */
export function convolved(map: Numbers, kernel: Numbers): Numbers {
  const flat = kernel.flat();
  return windowsOf(map, [kernel.length, kernel[0]?.length ?? 0], 1).map((row) =>
    row.map((values) => values.reduce((sum, value, index) => sum + value * (flat[index] ?? 0), 0)),
  );
}

/** Each number as a square of `size` times `size`, times what `kernel` has there; 1 where there is none. */
export function spread(map: Numbers, size: number, kernel?: Numbers): Numbers {
  return Array.from({ length: map.length * size }, (_, row) =>
    Array.from({ length: (map[0]?.length ?? 0) * size }, (__, column) => {
      const value = map[Math.floor(row / size)]?.[Math.floor(column / size)] ?? 0;
      return value * (kernel?.[row % size]?.[column % size] ?? 1);
    }),
  );
}

export function eachOf(
  map: Numbers,
  change: (value: number, row: number, column: number) => number,
): Numbers {
  return map.map((line, row) => line.map((value, column) => change(value, row, column)));
}

/** Mean 0 and standard deviation 1. */
export function normalized(values: readonly number[]): number[] {
  const middle = mean(values);
  const deviation = Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
  return values.map((value) => (value - middle) / deviation);
}

export function softmax(values: readonly number[]): number[] {
  const powers = values.map((value) => Math.exp(value));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
