/** 0.975 quantile of the standard normal distribution, for 95 % on both sides. */
const Z = 1.959_963_984_540_054;

/**
 * 95 % score interval of a share, as fractions within 0..1; [0, 1] where nothing was counted.
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927.
 */
export function wilsonInterval(correct: number, count: number): [low: number, high: number] {
  if (count === 0) return [0, 1];
  const share = correct / count;
  const scale = 1 + Z ** 2 / count;
  const centre = (share + Z ** 2 / (2 * count)) / scale;
  const reach = (Z / scale) * Math.sqrt((share * (1 - share)) / count + Z ** 2 / (4 * count ** 2));
  // At 0 and at `count` an end is exactly 0 or 1; rounding would miss it by 1e-17.
  return [correct === 0 ? 0 : centre - reach, correct === count ? 1 : centre + reach];
}
