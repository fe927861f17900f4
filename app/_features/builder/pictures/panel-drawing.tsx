import type { Numbers } from "./arithmetic.ts";
import type { Area, Panel } from "./picture.ts";

export const PANEL_HEIGHT = 92;
const CELL = 20;
const WIDE_CELL = 28;
const PIXEL = 16;
const CHANNEL = 34;
const BEHIND = 6;
const CURVE = 84;
const MIDDLE = PANEL_HEIGHT / 2;

/** Numbers with a fraction need more room. */
function cellWidth(numbers: Numbers): number {
  return numbers.flat().some((value) => text(value).length > 2) ? WIDE_CELL : CELL;
}

export function widthOfPanel(panel: Panel): number {
  switch (panel.kind) {
    case "map":
      return (panel.numbers[0]?.length ?? 0) * cellWidth(panel.numbers) + 2;
    case "pixels":
      return (panel.numbers[0]?.length ?? 0) * PIXEL + 2;
    case "channels":
      return Math.max(CHANNEL + (panel.count - 1) * BEHIND + 2, (panel.label?.length ?? 0) * 6);
    case "mesh":
      return 150;
    case "bars":
      return panel.values.length * 28;
    case "curve":
      return CURVE * 1.6;
    case "sign":
      return 10 + panel.text.length * 6;
  }
}

export function PanelDrawing({ panel }: { panel: Panel }) {
  switch (panel.kind) {
    case "map":
      return <NumberMap numbers={panel.numbers} marked={panel.marked ?? []} />;
    case "pixels":
      return <Pixels numbers={panel.numbers} />;
    case "channels":
      return <Channels count={panel.count} empty={panel.empty ?? []} label={panel.label} />;
    case "mesh":
      return <Mesh from={panel.from} to={panel.to} />;
    case "bars":
      return <Bars values={panel.values} />;
    case "curve":
      return <Curve of={panel.of} label={panel.label} />;
    case "sign":
      return <Text x={widthOfPanel(panel) / 2} y={MIDDLE} text={panel.text} size={13} />;
  }
}

function text(value: number): string {
  return String(Number(value.toFixed(Math.abs(value) < 10 ? 1 : 0))).replace("-", "−");
}

type TextProps = { x: number; y: number; text: string; size?: number };

function Text({ x, y, text: content, size = 11 }: TextProps) {
  return (
    <text x={x} y={y} fontSize={size} fill="currentColor" textAnchor="middle" dominantBaseline="central">
      {content}
    </text>
  );
}

function NumberMap({ numbers, marked }: { numbers: Numbers; marked: readonly Area[] }) {
  const width = cellWidth(numbers);
  const top = MIDDLE - (numbers.length * CELL) / 2;
  return (
    <g transform={`translate(1 ${top})`}>
      {marked.map(([row, column, height, across]) => (
        <rect
          key={`${row} ${column}`}
          x={column * width}
          y={row * CELL}
          width={across * width}
          height={height * CELL}
          fill="currentColor"
          opacity={0.22}
        />
      ))}
      {numbers.flatMap((line, row) =>
        line.map((value, column) => (
          // oxlint-disable-next-line react/no-array-index-key -- its place is all that a cell is
          <g key={`${row} ${column}`}>
            <rect
              x={column * width}
              y={row * CELL}
              width={width}
              height={CELL}
              fill="none"
              stroke="currentColor"
              strokeOpacity={0.5}
            />
            <Text x={(column + 0.5) * width} y={(row + 0.5) * CELL} text={text(value)} />
          </g>
        )),
      )}
    </g>
  );
}

function Pixels({ numbers }: { numbers: Numbers }) {
  const top = MIDDLE - (numbers.length * PIXEL) / 2;
  return (
    <g transform={`translate(1 ${top})`}>
      {numbers.flatMap((line, row) =>
        line.map((value, column) => (
          <rect
            // oxlint-disable-next-line react/no-array-index-key -- its place is all that a pixel is
            key={`${row} ${column}`}
            x={column * PIXEL}
            y={row * PIXEL}
            width={PIXEL}
            height={PIXEL}
            fill="currentColor"
            fillOpacity={value === 0 ? 0.06 : 0.75}
            stroke="currentColor"
            strokeOpacity={0.3}
          />
        )),
      )}
    </g>
  );
}

type ChannelsProps = { count: number; empty: readonly number[]; label: string | undefined };

function Channels({ count, empty, label }: ChannelsProps) {
  const height = CHANNEL + (count - 1) * BEHIND;
  const top = MIDDLE - height / 2 - (label === undefined ? 0 : 8);
  return (
    <g>
      {Array.from({ length: count }, (_, index) => count - 1 - index).map((channel) => (
        <rect
          key={channel}
          x={1 + channel * BEHIND}
          y={top + channel * BEHIND}
          width={CHANNEL}
          height={CHANNEL}
          rx={2}
          fill="currentColor"
          fillOpacity={empty.includes(channel) ? 0 : 0.18}
          stroke="currentColor"
          strokeDasharray={empty.includes(channel) ? "3 3" : undefined}
        />
      ))}
      {label !== undefined && (
        <Text x={(CHANNEL + (count - 1) * BEHIND) / 2} y={top + height + 10} text={label} size={10} />
      )}
    </g>
  );
}

function Mesh({ from, to }: { from: number; to: number }) {
  const y = (index: number, count: number) => MIDDLE + (index - (count - 1) / 2) * 22;
  return (
    <g stroke="currentColor">
      {Array.from({ length: from }, (_, start) =>
        Array.from({ length: to }, (__, end) => (
          <line
            key={`${start} ${end}`}
            x1={16}
            y1={y(start, from)}
            x2={134}
            y2={y(end, to)}
            strokeOpacity={0.45}
          />
        )),
      )}
      {Array.from({ length: from }, (_, index) => (
        <circle key={index} cx={16} cy={y(index, from)} r={7} fill="currentColor" />
      ))}
      {Array.from({ length: to }, (_, index) => (
        <circle key={index} cx={134} cy={y(index, to)} r={7} fill="currentColor" />
      ))}
    </g>
  );
}

function Bars({ values }: { values: readonly number[] }) {
  const room = PANEL_HEIGHT - 36;
  return (
    <g>
      {values.map((value, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- its place is all that a bar is
        <g key={index}>
          <rect
            x={index * 28 + 4}
            y={PANEL_HEIGHT - 20 - value * room}
            width={20}
            height={value * room}
            fill="currentColor"
            fillOpacity={0.6}
          />
          <Text x={index * 28 + 14} y={PANEL_HEIGHT - 9} text={value.toFixed(2)} size={10} />
        </g>
      ))}
    </g>
  );
}

function Curve({ of, label }: { of: (x: number) => number; label: string | undefined }) {
  const width = CURVE * 1.6;
  const scale = width / 8;
  const middle = width / 2;
  const base = MIDDLE + 14;
  const points = Array.from({ length: 65 }, (_, index) => -4 + index / 8)
    .map((x) => ({ x: middle + x * scale, y: base - of(x) * scale }))
    .filter(({ y }) => y >= 2 && y <= PANEL_HEIGHT - 2);
  return (
    <g>
      <line x1={0} x2={width} y1={base} y2={base} stroke="currentColor" strokeOpacity={0.35} />
      <line x1={middle} x2={middle} y1={2} y2={PANEL_HEIGHT - 2} stroke="currentColor" strokeOpacity={0.35} />
      <polyline
        points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}
        fill="none"
        stroke="currentColor"
        strokeWidth={2}
      />
      {label !== undefined && <Text x={middle / 2} y={12} text={label} />}
    </g>
  );
}
