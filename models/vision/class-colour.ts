/** Turns of the golden angle: classes that stand beside each other look different, and a class looks the same everywhere. */
const GOLDEN_ANGLE = 137.508;

/** A class's colour, light enough for dark text on it: blue and violet look darker than they are. */
export function classColour(classIndex: number): string {
  const hue = Math.round((classIndex * GOLDEN_ANGLE + 210) % 360);
  const lightness = hue > 215 && hue < 320 ? 76 : 64;
  return `hsl(${hue} 88% ${lightness}%)`;
}
