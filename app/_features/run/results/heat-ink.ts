/** From which share of the full colour on, in per cent, the ink changes so as to keep a contrast of 4.5:1. */
const TURN = {
  light: { right: 75, wrong: 81 },
  dark: { right: 53, wrong: 54 },
} as const;

/** Text colours for a cell of the confusion matrix, in both themes. */
export function heatInk(percent: number, kind: "right" | "wrong"): string {
  const light = percent >= TURN.light[kind] ? "text-white" : "text-black";
  const dark = percent >= TURN.dark[kind] ? "dark:text-black" : "dark:text-white";
  return `${light} ${dark}`;
}
