/** Hues as far apart as can be from those before them, so that the classes that pictures are full of look different. */
const HUES = [210, 0, 50, 280, 130, 30, 180, 320, 90, 250, 155, 345] as const;
const LIGHTNESS = [66, 78, 56] as const;

/** A class's colour, the same everywhere and light enough for dark text on it: blue and violet look darker than they are. */
export function classColour(classIndex: number): string {
  const hue = HUES[classIndex % HUES.length] ?? 0;
  const lightness = LIGHTNESS[Math.floor(classIndex / HUES.length) % LIGHTNESS.length] ?? 66;
  const isDim = hue > 205 && hue < 325;
  return `hsl(${hue} 88% ${lightness + (isDim ? 8 : 0)}%)`;
}
