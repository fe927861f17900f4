/** Lines of one run are told apart by their split, those of several by whose they are. */
export type LineColor = "training" | "validation" | `run${1 | 2 | 3 | 4 | 5 | 6}`;

export type ChartPalette = Record<LineColor, string> & {
  text: string;
  grid: string;
  mark: string;
  surface: string;
};

/** Canvas knows no CSS variables: the theme's colours as the element has them now. */
export function readPalette(element: HTMLElement): ChartPalette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim() || "gray";
  return {
    training: read("chart-train"),
    validation: read("chart-validation"),
    run1: read("chart-run-1"),
    run2: read("chart-run-2"),
    run3: read("chart-run-3"),
    run4: read("chart-run-4"),
    run5: read("chart-run-5"),
    run6: read("chart-run-6"),
    text: read("muted-foreground"),
    grid: read("chart-grid"),
    mark: read("border-strong"),
    surface: read("card"),
  };
}
