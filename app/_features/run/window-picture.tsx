import type { DatasetDescriptor } from "#models/datasets/descriptor.ts";
import type { SeriesWindow } from "#server/contract/dataset.ts";
import { linePath } from "./line-path.ts";

export type WindowColumn = NonNullable<DatasetDescriptor["columns"]>[number];

type WindowPictureProps = {
  columns: readonly WindowColumn[];
  /** null while they are on their way. */
  values: SeriesWindow | null;
  /** Empty where what stands beside it says all. */
  alt: string;
};

/** Colours of lines, in the order of the columns; they come again from the seventh on. */
const LINE_COLOURS = [
  "var(--chart-train)",
  "var(--chart-validation)",
  "var(--layer-pooling)",
  "var(--layer-core)",
  "var(--layer-regularization)",
  "var(--layer-activation)",
] as const;

export const lineColour = (at: number) => LINE_COLOURS[at % LINE_COLOURS.length] ?? LINE_COLOURS[0];

/** A window of a time series, a line a column, from the oldest row to the latest; each is drawn around its mean. */
export function WindowPicture({ columns, values, alt }: WindowPictureProps) {
  return (
    <svg
      {...(alt === "" ? { "aria-hidden": true } : { role: "img", "aria-label": alt })}
      viewBox="0 0 100 50"
      preserveAspectRatio="none"
      className="aspect-2/1 w-full rounded-lg bg-muted"
    >
      <line x1="0" x2="100" y1="25" y2="25" stroke="var(--border)" vectorEffect="non-scaling-stroke" />
      {values !== null &&
        columns.map((column, at) => (
          <path
            key={column.name}
            d={linePath(values[at] ?? [], column)}
            fill="none"
            stroke={lineColour(at)}
            strokeWidth="1.5"
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
        ))}
    </svg>
  );
}
