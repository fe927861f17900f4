import UPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Range } from "./epoch-scales.ts";
import { readPalette, type ChartPalette } from "./palette.ts";

type LineSeries = {
  label: string;
  color: "training" | "validation";
  values: (number | null)[];
};

export type LineChartSpec = {
  /** Epoch numbers, ascending. */
  x: number[];
  /** Always as many as at first. */
  series: LineSeries[];
  xRange: Range;
  yRange: Range;
  formatY: (value: number) => string;
  /** Marked with a line, and with a ring on the last series. */
  markedX: number | null;
  /** The index under the cursor, null when it has left. */
  onCursor: (index: number | null) => void;
};

export type LinePlot = { update: (spec: LineChartSpec) => void; destroy: () => void };

/** Charts of one `syncKey` move their cursors together. */
export type LinePlotFrame = { syncKey: string; height: number };

const FEW_POINTS = 60;

/** Draws curves on a canvas inside `element`, as wide as it is and in the colours of the theme that it has now. */
export function createLinePlot(element: HTMLElement, frame: LinePlotFrame): LinePlot {
  let palette = readPalette(element);
  let plot: UPlot | null = null;
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
      if (plot === null) {
        plot = new UPlot(
          plotOptions(element, frame, { latest, palette: () => palette }),
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

function plotData({ x, series }: LineChartSpec): UPlot.AlignedData {
  return [x, ...series.map((line) => line.values)];
}

function plotOptions(
  element: HTMLElement,
  { syncKey, height }: LinePlotFrame,
  { latest, palette }: { latest: Latest; palette: () => ChartPalette },
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
    },
    scales: {
      x: { time: false, range: () => latest.spec?.xRange ?? [1, 2] },
      y: { range: () => latest.spec?.yRange ?? [0, 1] },
    },
    axes: [
      {
        ...axis,
        incrs: [1, 2, 5, 10, 20, 50, 100],
        values: (_, splits) => splits.map((value) => (value >= 1 ? String(value) : "")),
        grid: { show: false },
        size: 26,
        gap: 4,
      },
      {
        ...axis,
        values: (_, splits) => splits.map((value) => latest.spec?.formatY(value) ?? ""),
        size: 46,
        gap: 6,
        space: 36,
      },
    ],
    series: [
      {},
      ...(latest.spec?.series ?? []).map((line) => ({
        label: line.label,
        stroke: () => palette()[line.color],
        width: 2,
        // Told apart without colour too: training is dashed.
        ...(line.color === "training" ? { dash: [6, 4] } : {}),
        points: {
          show: (plot: UPlot) => plot.data[0].length <= FEW_POINTS,
          size: 6,
          fill: () => palette()[line.color],
          stroke: () => palette()[line.color],
        },
      })),
    ],
    hooks: {
      setCursor: [(plot) => latest.spec?.onCursor(plot.cursor.idx ?? null)],
      draw: [(plot) => latest.spec !== null && drawMark(plot, latest.spec, palette())],
    },
  };
}

function drawMark(plot: UPlot, { markedX, x, series }: LineChartSpec, palette: ChartPalette): void {
  const line = series.at(-1);
  const value = markedX === null ? null : line?.values[x.indexOf(markedX)];
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
