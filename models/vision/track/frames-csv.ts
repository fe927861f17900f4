type FrameRow = { time: number; counts: ReadonlyMap<string, number> };

/** A line a frame: its second, and how many of each class were seen, which are the columns. */
export function framesCsv(frames: readonly FrameRow[], classes: readonly string[]): string {
  const cell = (name: string) => (/^[=+\-@]/.test(name) ? `'${name}` : name).replaceAll(/[",\r\n]/g, " ");
  const lines = frames.map(({ time, counts }) =>
    [time.toFixed(3), ...classes.map((name) => counts.get(name) ?? 0)].join(","),
  );
  return `${[["seconds", ...classes.map(cell)].join(","), ...lines].join("\r\n")}\r\n`;
}
