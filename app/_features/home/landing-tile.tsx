// f field, g green, d dark wood, b bare, w water, r road.
const ROWS = [
  "ffffrbbbgg",
  "ffffrbbbgg",
  "ggffrbbggg",
  "ggggrgggdd",
  "rrrrrrrrrr",
  "bbggrffffw",
  "bbggrffffw",
  "dbggrfffww",
  "dddgrffwww",
  "ddddrfwwwd",
] as const;

const COLORS: Record<string, string> = {
  f: "#b7a95c",
  g: "#6f9a58",
  d: "#3d6a48",
  b: "#a98767",
  w: "#3f7590",
  r: "#8d8f93",
};

const CELLS = ROWS.flatMap((row, top) =>
  Array.from(row, (kind, left) => ({ id: `${top} ${left}`, top, left, color: COLORS[kind] })),
);

/** Fields, a wood, a road and a river, as ten pixels would show them. */
export function LandingTile({ x, y, size }: { x: number; y: number; size: number }) {
  const cell = size / ROWS.length;
  return (
    <g shapeRendering="crispEdges">
      {CELLS.map(({ id, top, left, color }) => (
        <rect
          key={id}
          x={x + left * cell}
          y={y + top * cell}
          width={cell + 0.2}
          height={cell + 0.2}
          fill={color}
        />
      ))}
    </g>
  );
}
