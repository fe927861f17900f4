import { formatValue } from "#models/tasks/regression/format-value.ts";
import type { SeriesWindow } from "#server/contract/dataset.ts";
import { lineColour, type WindowColumn } from "./window-picture.tsx";

type WindowLegendProps = { columns: readonly WindowColumn[]; values: SeriesWindow | null };

/** Which line is which column, and from where to where it goes. */
export function WindowLegend({ columns, values }: WindowLegendProps) {
  return (
    <ul aria-label="Columns" className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
      {columns.map(({ name }, at) => {
        const [first, last] = [values?.[at]?.[0], values?.[at]?.at(-1)];
        return (
          <li key={name} className="flex items-center gap-1.5">
            <span aria-hidden className="h-0.5 w-3 rounded-full" style={{ background: lineColour(at) }} />
            <span className="font-medium break-all">{name}</span>
            {first !== undefined && last !== undefined && (
              <span className="num text-muted-foreground">
                {formatValue(first, "")} to {formatValue(last, "")}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
