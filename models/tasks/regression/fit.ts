/** Sums over pairs of a true and a predicted value, from which all measures of a regression follow. */
export type ResidualSums = {
  count: number;
  /** Of predicted less true. */
  error: number;
  absolute: number;
  squared: number;
};

/** How well predictions fit: `mae`, `rmse` and `bias` in the target's unit. */
export type Fit = {
  mae: number;
  rmse: number;
  /** Mean of predicted less true: above 0 it predicts too much. */
  bias: number;
  /** Share of the targets' variance that is explained; where they have none, 1 if all are hit and 0 otherwise. */
  r2: number;
};

export const NO_RESIDUALS: ResidualSums = { count: 0, error: 0, absolute: 0, squared: 0 };

export function withResidual(sums: ResidualSums, residual: number): ResidualSums {
  return {
    count: sums.count + 1,
    error: sums.error + residual,
    absolute: sums.absolute + Math.abs(residual),
    squared: sums.squared + residual ** 2,
  };
}

/**
 * MAE = sum |p - t| / n, RMSE = sqrt(sum (p - t)^2 / n), R2 = 1 - sum (p - t)^2 / (n variance). 0 of nothing.
 * Definitions as in scikit-learn, https://scikit-learn.org/stable/modules/model_evaluation.html#regression-metrics
 * @param variance of the same targets about their own mean, divided by their count.
 */
export function fitOf({ count, error, absolute, squared }: ResidualSums, variance: number): Fit {
  if (count === 0) return { mae: 0, rmse: 0, bias: 0, r2: 1 };
  return {
    mae: absolute / count,
    rmse: Math.sqrt(squared / count),
    bias: error / count,
    r2: variance > 0 ? 1 - squared / count / variance : squared === 0 ? 1 : 0,
  };
}
