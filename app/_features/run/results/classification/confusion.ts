import { formatCount } from "#app/_lib/format-count.ts";
import { formatClassName } from "#app/_lib/format-class-name.ts";

export type ConfusionCell = {
  actual: number;
  predicted: number;
  count: number;
  /** Of the images of the actual class, the share called `predicted`; 0 where the class has none. */
  share: number;
};

/** `confusion[actual][predicted]` in counts, as cells in the same arrangement. */
export function confusionCells(confusion: readonly (readonly number[])[]): ConfusionCell[][] {
  return confusion.map((row, actual) => {
    const total = rowTotal(row);
    return row.map((value, predicted) => ({
      actual,
      predicted,
      count: value,
      share: total === 0 ? 0 : value / total,
    }));
  });
}

export function rowTotal(row: readonly number[]): number {
  return row.reduce((sum, value) => sum + value, 0);
}

/** "12 of 600 River tiles were called Highway". */
export function cellSentence(cell: ConfusionCell, total: number, classes: readonly string[]): string {
  const actual = formatClassName(classes[cell.actual] ?? "?");
  const verb = cell.count === 1 ? "was" : "were";
  const tiles = `${formatCount(cell.count)} of ${formatCount(total)} ${actual} tiles ${verb}`;
  return cell.actual === cell.predicted
    ? `${tiles} recognised`
    : `${tiles} called ${formatClassName(classes[cell.predicted] ?? "?")}`;
}

/** How strongly a cell is coloured, 0..1. The root lifts small shares: a few per cent are what one looks for. */
export function heat(share: number): number {
  return Math.sqrt(Math.min(1, Math.max(0, share)));
}

export type CellPlace = { row: number; column: number };

/** Where an arrow, Home or End key leads in a square of `size` cells; null for any other key. */
export function moveCell({ row, column }: CellPlace, key: string, size: number): CellPlace | null {
  const clamp = (value: number) => Math.min(size - 1, Math.max(0, value));
  switch (key) {
    case "ArrowUp":
      return { row: clamp(row - 1), column };
    case "ArrowDown":
      return { row: clamp(row + 1), column };
    case "ArrowLeft":
      return { row, column: clamp(column - 1) };
    case "ArrowRight":
      return { row, column: clamp(column + 1) };
    case "Home":
      return { row, column: 0 };
    case "End":
      return { row, column: size - 1 };
    default:
      return null;
  }
}

/** The mistakes made most often, as cells off the diagonal. */
export function topConfusions(cells: readonly (readonly ConfusionCell[])[], limit: number): ConfusionCell[] {
  return cells
    .flat()
    .filter((cell) => cell.actual !== cell.predicted && cell.count > 0)
    .toSorted((a, b) => b.count - a.count || a.actual - b.actual || a.predicted - b.predicted)
    .slice(0, limit);
}
