const NONE = "–";
const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** A fraction as a percentage: 0.8125 as "81.3 %". */
export function percent(fraction: number | null, digits = 1): string {
  return fraction === null || !Number.isFinite(fraction) ? NONE : `${(fraction * 100).toFixed(digits)} %`;
}

export function count(value: number | null): string {
  return value === null || !Number.isFinite(value) ? NONE : whole.format(value);
}

/** A loss in nats, always with the same number of digits so that a column of them stays aligned. */
export function loss(value: number | null): string {
  return value === null || !Number.isFinite(value) ? NONE : value.toFixed(4);
}

/** A duration as a clock: "0:07", "12:30", "1:02:05". */
export function clock(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(total / 60) % 60, total % 60];
  const hours = Math.floor(total / 3600);
  if (hours === 0) {
    return `${parts[0]}:${String(parts[1]).padStart(2, "0")}`;
  }
  return [hours, ...parts.map((part) => String(part).padStart(2, "0"))].join(":");
}

/** Time that is left, as coarse as it is known. */
export function timeLeft(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) {
    return NONE;
  }
  if (seconds < 90) {
    return `${Math.max(1, Math.ceil(seconds / 5) * 5)} s`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** "HerbaceousVegetation" as "Herbaceous Vegetation": so that it may break into two lines. */
export function className(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").replaceAll("_", " ");
}
