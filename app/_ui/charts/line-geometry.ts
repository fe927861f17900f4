import { roundTicks } from "./round-ticks.ts";
import { logTicks } from "./scales.ts";
import type { LineChartSpec, LineSeries } from "./line-spec.ts";

type Axes = Pick<LineChartSpec, "xRange" | "yRange" | "isLog">;

/** Lines are drawn in a square of this side, which is stretched to whatever room there is. */
export const SIDE = 1000;
const FEW_POINTS = 60;
const MOST_X_TICKS = 8;

export function xOf(value: number, { xRange: [min, max] }: Axes): number {
  return short(((value - min) / (max - min)) * SIDE);
}

/** From above, as pictures count. */
export function yOf(value: number, { yRange: [min, max], isLog }: Axes): number {
  const at = isLog ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return short((1 - at) * SIDE);
}

const short = (value: number) => Number(value.toFixed(1));

/** An SVG path through all that is known; a hole ends a part of it. */
export function linePath({ x, values }: Pick<LineSeries, "x" | "values">, axes: Axes): string {
  let isBegun = false;
  return x
    .map((place, index) => {
      const value = values[index];
      if (value == null) {
        isBegun = false;
        return "";
      }
      const letter = isBegun ? "L" : "M";
      isBegun = true;
      return `${letter}${xOf(place, axes)} ${yOf(value, axes)}`;
    })
    .join("");
}

/** A path that is nothing but places, drawn as dots by round ends; empty where they would run into each other. */
export function dotsPath({ x, values, hasDots }: LineSeries, axes: Axes): string {
  const known = x.flatMap((place, index) => {
    const value = values[index];
    return value == null ? [] : [dotPath(place, value, axes)];
  });
  return hasDots && known.length <= FEW_POINTS ? known.join("") : "";
}

export function dotPath(x: number, y: number, axes: Axes): string {
  return `M${xOf(x, axes)} ${yOf(y, axes)}h0`;
}

/** Where a curve is at a place: at its last known point before it. */
export function pointAt(
  { x, values }: Pick<LineSeries, "x" | "values">,
  place: number,
): [number, number] | null {
  for (let at = x.length - 1; at >= 0; at -= 1) {
    const [known, value] = [x[at], values[at]];
    if (known !== undefined && value != null && known <= place * (1 + 1e-9)) return [known, value];
  }
  return null;
}

/** The place of a point that is nearest to where somebody points, among all series; null where there is none. */
export function nearestPlace(series: readonly LineSeries[], place: number): number | null {
  let nearest: number | null = null;
  for (const { x } of series) {
    for (const each of x) {
      if (nearest === null || Math.abs(each - place) < Math.abs(nearest - place)) nearest = each;
    }
  }
  return nearest;
}

/** `isOdd`: left out where there is little room. */
export type XTick = { value: number; isOdd: boolean };

/** At most eight, as far apart as one of the spec's steps. */
export function xTicks({ xRange: [min, max], xSteps }: Pick<LineChartSpec, "xRange" | "xSteps">): XTick[] {
  const span = max - min;
  const step = xSteps.find((each) => span / each <= MOST_X_TICKS) ?? span;
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => ({
    value: Number(((first + index) * step).toPrecision(12)),
    isOdd: (first + index) % 2 !== 0,
  }));
}

export function yTicks({ yRange: [min, max], isLog }: Axes): number[] {
  if (isLog) return logTicks(min, max);
  const hair = (max - min) * 1e-9;
  return roundTicks(min, max).filter((tick) => tick >= min - hair && tick <= max + hair);
}
