/**
 * What the steps up to `to`, from the point before on, measured: `to` counts the steps of the whole training, `seconds` are
 * those of training and validating when the last of them was done, `loss` and `metric` (the task's primary one) are means
 * over their images. A metric that is no number is null.
 */
export type CurvePoint = [to: number, seconds: number, loss: number, metric: number | null];

/** A training step by step, thinned to at most `MOST_POINTS`. */
export type StepCurve = {
  /** Of an epoch. */
  steps: number;
  /** A point goes on to grow until it has so many steps. */
  width: number;
  /** Ascending by step. */
  points: CurvePoint[];
};

/** The newest points of a curve: they stand for all that it knows after `from` steps. */
export type CurveTail = { from: number; steps: number; points: CurvePoint[] };

/** Two on a pixel of a chart would not be told apart, and half as many still draw a line. */
export const MOST_POINTS = 400;
/** Five reports a second reach a browser at most: some of them may be lost, and come again with the next. */
const TAIL_POINTS = 12;

export function emptyCurve(steps: number): StepCurve {
  return { steps, width: 1, points: [] };
}

/** Adds what comes next. The last point grows until it is as wide as the others. */
export function withPoint(curve: StepCurve, point: CurvePoint): StepCurve {
  const { points, width } = curve;
  const last = points.at(-1);
  const before = points.at(-2)?.[0] ?? 0;
  if (last !== undefined && last[0] - before < width) {
    return { ...curve, points: [...points.slice(0, -1), joined(before, last, point)] };
  }
  return thinned({ ...curve, points: [...points, point] });
}

/** What is known once a tail has come: what lies after its beginning and is not in it is void. */
export function withTail(curve: StepCurve | null, { from, steps, points }: CurveTail): StepCurve {
  const known = curve === null ? emptyCurve(steps) : upTo(curve, from);
  return thinned({ ...known, steps, points: [...known.points, ...points] });
}

export function tailOf({ steps, points }: StepCurve): CurveTail {
  const start = Math.max(0, points.length - TAIL_POINTS);
  return { from: points[start - 1]?.[0] ?? 0, steps, points: points.slice(start) };
}

/** Without what came after `step`. */
export function upTo(curve: StepCurve, step: number): StepCurve {
  const points = curve.points.filter(([to]) => to <= step);
  return points.length === curve.points.length ? curve : { ...curve, points };
}

function thinned(curve: StepCurve): StepCurve {
  const { points } = curve;
  if (points.length <= MOST_POINTS) return curve;
  const pairs: CurvePoint[] = [];
  for (let index = 0; index < points.length; index += 2) {
    const [first, second] = [points[index], points[index + 1]];
    if (first === undefined) break;
    pairs.push(second === undefined ? first : joined(points[index - 1]?.[0] ?? 0, first, second));
  }
  const last = pairs.at(-1)?.[0] ?? 0;
  return thinned({
    ...curve,
    width: Math.max(curve.width, Math.ceil((2 * last) / MOST_POINTS)),
    points: pairs,
  });
}

/** Means over both, as if their steps had as many images; rounded, so that it takes no more room than one. */
function joined(before: number, a: CurvePoint, b: CurvePoint): CurvePoint {
  const share = (a[0] - before) / (b[0] - before);
  const mean = (of: number, and: number) => rounded(of * share + and * (1 - share));
  const metric = a[3] === null || b[3] === null ? (b[3] ?? a[3]) : mean(a[3], b[3]);
  return [b[0], b[1], mean(a[2], b[2]), metric];
}

/** Five digits: more than any chart shows. */
export function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
