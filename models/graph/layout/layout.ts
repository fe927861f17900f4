import { BLOCK_HEIGHT, BLOCK_WIDTH, COLUMN_WIDTH, ROW_HEIGHT } from "./block-size.ts";
import { type Extent, extentOfLine, placeLine } from "./extent.ts";
import { type Net, type Part, partsOf } from "./parts.ts";

type Place = { x: number; y: number };

/** The canvas in a window of 1280 x 800, less a margin. */
const ROOM = { width: 700, height: 600 };
/** One column less is worth being drawn this much smaller. */
const WORTH_A_COLUMN = 0.88;
const GAP = COLUMN_WIDTH - BLOCK_WIDTH;

/**
 * A place for every block: data comes down a column, and a network too long for one goes on at the top of the next, as
 * text does. Which fold is chosen depends on the network alone, so it looks the same to everybody.
 */
export function layoutOf(net: Net): Map<string, Place> {
  const places = new Map<string, Place>();
  let x = 0;
  for (const parts of partsOf(net)) {
    for (const column of foldOf(parts)) {
      const { left, right } = extentOfLine(column);
      placeLine(column, { x: x + left, y: 0 }, places);
      x += left + right + GAP;
    }
  }
  return places;
}

/** Whether every block stands where `layoutOf` puts it, wherever on the canvas the whole is. */
export function isTidy(net: { nodes: readonly { id: string; position: Place }[] } & Net): boolean {
  // A new canvas has its two ends apart, with room for what comes between.
  if (net.nodes.length <= 2) return true;
  const places = layoutOf(net);
  const [first] = net.nodes;
  const start = places.get(first?.id ?? "");
  if (first === undefined || start === undefined) return true;
  const dx = first.position.x - start.x;
  const dy = first.position.y - start.y;
  return net.nodes.every(({ id, position }) => {
    const place = places.get(id);
    return place !== undefined && position.x - place.x === dx && position.y - place.y === dy;
  });
}

/** In as few columns as show it nearly as large as any number of them could. */
function foldOf(parts: readonly Part[]): Part[][] {
  const units = unitsOf(parts);
  const rows = units.reduce((sum, unit) => sum + unit.extent.rows, 0);
  const folds = Array.from({ length: rows }, (_, index) => columnsOf(units, index + 1)).map((columns) => ({
    columns,
    scale: scaleOf(columns),
  }));
  const best = Math.max(...folds.map(({ scale }) => scale));
  const good = folds.filter(({ scale }) => scale >= best * WORTH_A_COLUMN);
  const fewest = Math.min(...good.map(({ columns }) => columns.length));
  const [chosen] = good
    .filter(({ columns }) => columns.length === fewest)
    .toReversed()
    .toSorted((a, b) => b.scale - a.scale);
  return (chosen?.columns ?? []).map((column) => column.flatMap((unit) => unit.parts));
}

type Unit = { parts: Part[]; extent: Extent };

/** Branches stay with the block that joins them, and a connection past them begins in their column. */
function unitsOf(parts: readonly Part[]): Unit[] {
  const units: Part[][] = [];
  for (const [index, part] of parts.entries()) {
    const before = parts[index - 1];
    const unit = units.at(-1);
    const isJoin = part.kind === "block" && before !== undefined && before.kind !== "block";
    const isPassed = part.kind === "branches" && part.hasBypass && unit?.length === 1;
    if (isJoin || isPassed) unit?.push(part);
    else units.push([part]);
  }
  return units.map((unit) => ({ parts: unit, extent: extentOfLine(unit) }));
}

function columnsOf(units: readonly Unit[], maxRows: number): Unit[][] {
  const columns: Unit[][] = [];
  let rows = Infinity;
  for (const unit of units) {
    if (rows + unit.extent.rows > maxRows) {
      columns.push([]);
      rows = 0;
    }
    columns.at(-1)?.push(unit);
    rows += unit.extent.rows;
  }
  return columns;
}

/** How large it can be drawn in a small window; never larger than life. */
function scaleOf(columns: readonly Unit[][]): number {
  let width = -GAP;
  let height = 0;
  for (const column of columns) {
    const extents = column.map((unit) => unit.extent);
    width +=
      GAP + Math.max(...extents.map(({ left }) => left)) + Math.max(...extents.map(({ right }) => right));
    const rows = extents.reduce((sum, extent) => sum + extent.rows, 0);
    height = Math.max(height, rows * ROW_HEIGHT - (ROW_HEIGHT - BLOCK_HEIGHT));
  }
  return Math.min(1, ROOM.width / width, ROOM.height / height);
}
