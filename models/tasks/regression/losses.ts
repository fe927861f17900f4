/** As Keras calls them in camel case. Of standardised values, so that 1 is one standard deviation. */
export const REGRESSION_LOSSES = ["meanSquaredError", "meanAbsoluteError", "huber"] as const;
export type RegressionLoss = (typeof REGRESSION_LOSSES)[number];

/** The loss of a name that a run has chosen; the first for none. @throws RangeError for a name of another task's. */
export function lossNamed(name: string | null): RegressionLoss {
  const loss = REGRESSION_LOSSES.find((each) => each === (name ?? REGRESSION_LOSSES[0]));
  if (loss === undefined) throw new RangeError(`Regression knows no loss ${name}`);
  return loss;
}

/** Where Huber's loss goes over from the square to the absolute value, Keras's default. */
export const HUBER_DELTA = 1;

/** The loss of one residual of standardised values, as Keras's classes of the same names define it. */
export function lossOf(loss: RegressionLoss, residual: number): number {
  const size = Math.abs(residual);
  switch (loss) {
    case "meanSquaredError":
      return residual ** 2;
    case "meanAbsoluteError":
      return size;
    case "huber":
      return size <= HUBER_DELTA ? residual ** 2 / 2 : HUBER_DELTA * (size - HUBER_DELTA / 2);
  }
}
