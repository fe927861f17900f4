type Moments = { mean: number; deviation: number };

const [WIDTH, HEIGHT, MARGIN] = [100, 50, 3];
/** Standard deviations from the middle to an edge; what is further out lies on the edge. */
const REACH = 3;

/** An SVG path through a column's values, the oldest left, in 100 x 50: its mean in the middle, three deviations to an edge. */
export function linePath(values: readonly number[], { mean, deviation }: Moments): string {
  const last = Math.max(1, values.length - 1);
  return values
    .map((value, at) => {
      const off = Math.max(-REACH, Math.min(REACH, (value - mean) / deviation));
      const y = HEIGHT / 2 - (off / REACH) * (HEIGHT / 2 - MARGIN);
      return `${at === 0 ? "M" : "L"}${short((at / last) * WIDTH)} ${short(y)}`;
    })
    .join("");
}

const short = (value: number) => Number(value.toFixed(2));
