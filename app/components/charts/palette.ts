export type ChartPalette = {
  training: string;
  validation: string;
  text: string;
  grid: string;
  mark: string;
  surface: string;
};

/** Canvas knows no CSS variables: the colours of `charts.css` as the element has them now. */
export function readPalette(element: HTMLElement): ChartPalette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(`--curve-${name}`).trim() || "gray";
  return {
    training: read("training"),
    validation: read("validation"),
    text: read("text"),
    grid: read("grid"),
    mark: read("mark"),
    surface: read("surface"),
  };
}
