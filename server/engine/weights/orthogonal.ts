/**
 * Makes `count` rows of `length` numbers, count at most length, orthonormal in place: each row loses what it shares
 * with those before it (modified Gram-Schmidt). The result is the Q of a QR decomposition whose R has a positive
 * diagonal, which for normal numbers is uniform over all such rows (Mezzadri, 2007,
 * https://arxiv.org/abs/math-ph/0609050).
 */
export function orthonormalize(
  rows: Float64Array,
  { count, length }: { count: number; length: number },
): void {
  for (let i = 0; i < count; i++) {
    const row = rows.subarray(i * length, (i + 1) * length);
    const size = Math.sqrt(dot(row, row));
    for (let k = 0; k < length; k++) row[k] = (row[k] as number) / size;
    for (let j = i + 1; j < count; j++) {
      const other = rows.subarray(j * length, (j + 1) * length);
      const shared = dot(row, other);
      for (let k = 0; k < length; k++) other[k] = (other[k] as number) - shared * (row[k] as number);
    }
  }
}

/** In four sums, which do not wait for each other. */
function dot(a: Float64Array, b: Float64Array): number {
  const [even, length] = [a.length - (a.length % 4), a.length];
  let [one, two, three, four] = [0, 0, 0, 0];
  for (let k = 0; k < even; k += 4) {
    one += (a[k] as number) * (b[k] as number);
    two += (a[k + 1] as number) * (b[k + 1] as number);
    three += (a[k + 2] as number) * (b[k + 2] as number);
    four += (a[k + 3] as number) * (b[k + 3] as number);
  }
  for (let k = even; k < length; k++) one += (a[k] as number) * (b[k] as number);
  return one + two + three + four;
}
