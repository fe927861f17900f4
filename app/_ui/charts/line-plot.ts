import UPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { logTicks, type Range } from "./scales.ts";
import { readPalette, type ChartPalette, type LineColor } from "./palette.ts";

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
  /** Where the cursor is, null when it has left. */
  onCursor: (x: number | null) => void;
};

export type LinePlot = { update: (spec: LineChartSpec) => void; destroy: () => void };

/** Charts of one `syncKey` move their cursors together. */
export type LinePlotFrame = { syncKey: string; height: number };

const FEW_POINTS = 60;
const WIDTHS = { solid: 2, dashed: 2, faint: 1 } as const;
/** Of a faint line's colour. */
const FAINT = 38;

/** Draws curves on a canvas inside `element`, as wide as it is and in the colours of the theme that it has now. */
export function createLinePlot(element: HTMLElement, frame: LinePlotFrame): LinePlot {
  let palette = readPalette(element);
  let plot: UPlot | null = null;
  let drawnAs = "";
  const latest: Latest = { spec: null };
  const resize = new ResizeObserver(() => {
    if (plot !== null && element.clientWidth > 0 && element.clientWidth !== plot.width) {
      plot.setSize({ width: element.clientWidth, height: frame.height });
    }
  });
  resize.observe(element);
  // The theme is a class of the root element.
  const theme = new MutationObserver(() => {
    palette = readPalette(element);
    plot?.redraw(false, true);
  });
  theme.observe(document.documentElement, { attributes: true });
  return {
    update: (spec) => {
      if (spec === latest.spec) {
        return;
      }
      latest.spec = spec;
      const looks = `${spec.isLog} ${spec.series.map(({ color, look, hasDots }) => `${color} ${look} ${hasDots}`).join()}`;
      if (plot === null || looks !== drawnAs) {
        plot?.destroy();
        drawnAs = looks;
        plot = new UPlot(
          plotOptions(element, frame, { spec, latest, palette: () => palette }),
          plotData(spec),
          element,
        );
      } else {
        plot.setData(plotData(spec), true);
      }
    },
    destroy: () => {
      resize.disconnect();
      theme.disconnect();
      plot?.destroy();
    },
  };
}

type Latest = { spec: LineChartSpec | null };

/** All series over the places of all: where one has none of its own, its line goes on. */
function plotData({ series }: LineChartSpec): UPlot.AlignedData {
  return UPlot.join(series.map(({ x, values }): UPlot.AlignedData => [x, values]));
}

type Drawing = { spec: LineChartSpec; latest: Latest; palette: () => ChartPalette };

function plotOptions(
  element: HTMLElement,
  { syncKey, height }: LinePlotFrame,
  { spec, latest, palette }: Drawing,
): UPlot.Options {
  const font = `11px ${getComputedStyle(element).fontFamily}`;
  const axis: UPlot.Axis = {
    stroke: () => palette().text,
    grid: { stroke: () => palette().grid, width: 1 },
    ticks: { show: false },
    font,
  };
  return {
    width: Math.max(1, element.clientWidth),
    height,
    padding: [10, 12, 0, 0],
    legend: { show: false },
    cursor: {
      sync: { key: syncKey },
      drag: { x: false, y: false },
      y: false,
      points: { size: 7, width: 2 },
      dataIdx: (plot, series, index) => lastKnown(plot.data[series], index),
    },
    scales: {
      x: { time: false, range: () => latest.spec?.xRange ?? [0, 1] },
      // uPlot's enum is in its types alone.
      // oxlint-disable-next-line typescript/no-unsafe-enum-assignment
      y: { range: () => latest.spec?.yRange ?? [0, 1], distr: spec.isLog ? 3 : 1 },
    },
    axes: [
      {
        ...axis,
        incrs: () => latest.spec?.xSteps ?? [1],
        values: (_, splits) => splits.map((value) => latest.spec?.formatX(value) ?? ""),
        grid: { show: false },
        size: 26,
        gap: 4,
        space: 56,
      },
      {
        ...axis,
        values: (_, splits) => splits.map((value) => latest.spec?.formatY(value) ?? ""),
        ...(spec.isLog
          ? {
              splits: (_plot: UPlot, _axis: number, min: number, max: number) => logTicks(min, max),
              // uPlot's own leaves the powers of ten and makes the others null.
              filter: (_plot: UPlot, splits: number[]) => splits,
            }
          : {}),
        size: 50,
        gap: 6,
        space: 36,
      },
    ],
    series: [{}, ...spec.series.map((line) => seriesOptions(line, palette))],
    hooks: {
      setCursor: [({ cursor, data }) => latest.spec?.onCursor(data[0][cursor.idx ?? -1] ?? null)],
      draw: [(plot) => latest.spec !== null && drawMark(plot, latest.spec, palette())],
    },
  };
}

function seriesOptions(
  { label, color, look, hasDots }: LineSeries,
  palette: () => ChartPalette,
): UPlot.Series {
  const stroke = () =>
    look === "faint" ? `color-mix(in oklab, ${palette()[color]} ${FAINT}%, transparent)` : palette()[color];
  return {
    label,
    stroke,
    width: WIDTHS[look],
    // Told apart without colour too: training is dashed.
    ...(look === "dashed" ? { dash: [6, 4] } : {}),
    points: {
      show: (plot: UPlot, index: number) => hasDots && countKnown(plot.data[index]) <= FEW_POINTS,
      size: 6,
      fill: stroke,
      stroke,
    },
  };
}

function lastKnown(values: UPlot.AlignedData[number] | undefined, index: number): number {
  for (let at = index; at >= 0; at -= 1) if (values?.[at] != null) return at;
  return index;
}

function countKnown(values: UPlot.AlignedData[number] | undefined): number {
  return Array.from(values ?? []).filter((value) => value != null).length;
}

function drawMark(plot: UPlot, { markedX, series }: LineChartSpec, palette: ChartPalette): void {
  const line = series.at(-1);
  const value = markedX === null ? null : line?.values[line.x.indexOf(markedX)];
  if (line === undefined || markedX === null || value === null || value === undefined) {
    return;
  }
  const { ctx, bbox } = plot;
  const left = plot.valToPos(markedX, "x", true);
  const top = plot.valToPos(value, "y", true);
  const ratio = UPlot.pxRatio;
  ctx.save();
  ctx.strokeStyle = palette.mark;
  ctx.lineWidth = ratio;
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  ctx.beginPath();
  ctx.moveTo(left, bbox.top);
  ctx.lineTo(left, bbox.top + bbox.height);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.strokeStyle = palette[line.color];
  ctx.lineWidth = 2 * ratio;
  ctx.fillStyle = palette.surface;
  ctx.beginPath();
  ctx.arc(left, top, 5.5 * ratio, 0, 2 * Math.PI);
  ctx.fill();
  ctx.stroke();
  ctx.restore();
}
