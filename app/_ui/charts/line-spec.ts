import type { Range } from "./scales.ts";

/** Lines of one run are told apart by their split, those of several by whose they are. */
export type LineColor = "training" | "validation" | `run${1 | 2 | 3 | 4 | 5 | 6}`;

export type LineSeries = {
  label: string;
  color: LineColor;
  /** `faint` stands behind what was made of it. */
  look: "solid" | "dashed" | "faint";
  /** Each point gets a dot as long as they are few. */
  hasDots: boolean;
  /** Ascending. */
  x: number[];
  /** As many; null leaves a hole. */
  values: (number | null)[];
};

export type LineChartSpec = {
  series: LineSeries[];
  xRange: Range;
  yRange: Range;
  isLog: boolean;
  /** Distances that ticks of x may have, ascending. */
  xSteps: number[];
  formatX: (value: number) => string;
  formatY: (value: number) => string;
  /** Marked with a line, and with a ring on the last series. */
  markedX: number | null;
};
