export type ChartPalette = {
  training: string;
  validation: string;
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
    text: read("muted-foreground"),
    grid: read("chart-grid"),
    mark: read("border-strong"),
    surface: read("card"),
  };
}
