"use client";

import { memo, useCallback, useEffect, useRef } from "react";
import { createLinePlot, type LineChartSpec, type LinePlot, type LinePlotFrame } from "./line-plot.ts";

type LineChartProps = LinePlotFrame & {
  /** Drawn anew when it is another object. */
  spec: LineChartSpec;
  label: string;
};

/** Curves over steps, epochs or time. Whoever shows it puts the same numbers in a table as well. */
export const LineChart = memo(function LineChart({ spec, label, syncKey, height }: LineChartProps) {
  const plot = useRef<LinePlot>(null);
  const attach = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) {
        return;
      }
      const created = createLinePlot(element, { syncKey, height });
      plot.current = created;
      return () => {
        plot.current = null;
        created.destroy();
      };
    },
    [syncKey, height],
  );
  useEffect(() => plot.current?.update(spec));
  return <figure ref={attach} aria-label={label} className="m-0 w-full min-w-0" style={{ height }} />;
});
