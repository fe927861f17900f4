import { BLOCK_WIDTH, ROW_HEIGHT } from "./block-size.ts";
import type { Part } from "./parts.ts";

/** Between blocks side by side, where no column of the fold ends. */
const BRANCH_GAP = 24;
/** Beside a connection that goes straight down past what it bypasses. */
const BYPASS_GAP = 24;

/** How far a part reaches to both sides of the line that data comes down on, and how many rows it is high. */
export type Extent = { left: number; right: number; rows: number };

function extentOf(part: Part): Extent {
  switch (part.kind) {
    case "block":
      return { left: BLOCK_WIDTH / 2, right: BLOCK_WIDTH / 2, rows: 1 };
    case "rows": {
      const half = widthOf(Math.max(...part.rows.map((row) => row.length))) / 2;
      return { left: half, right: half, rows: part.rows.length };
    }
    case "branches": {
      const branches = part.branches.map(extentOfLine);
      const width = branches.reduce((sum, { left, right }) => sum + left + right, 0);
      const all = width + (branches.length - 1) * BRANCH_GAP;
      const rows = Math.max(...branches.map((branch) => branch.rows));
      return part.hasBypass
        ? { left: 0, right: BYPASS_GAP + all, rows }
        : { left: all / 2, right: all / 2, rows };
    }
  }
}

/** Of parts one below the other. */
export function extentOfLine(parts: readonly Part[]): Extent {
  const extents = parts.map(extentOf);
  return {
    left: Math.max(...extents.map(({ left }) => left)),
    right: Math.max(...extents.map(({ right }) => right)),
    rows: extents.reduce((sum, { rows }) => sum + rows, 0),
  };
}

type Place = { x: number; y: number };

/** Puts blocks where they go, with the line that data comes down on at `at.x`. Returns where the next row begins. */
export function placeLine(parts: readonly Part[], at: Place, places: Map<string, Place>): number {
  let { y } = at;
  for (const part of parts) {
    placePart(part, { x: at.x, y }, places);
    y += extentOf(part).rows * ROW_HEIGHT;
  }
  return y;
}

function placePart(part: Part, { x, y }: Place, places: Map<string, Place>): void {
  if (part.kind === "block") {
    places.set(part.id, { x: Math.round(x - BLOCK_WIDTH / 2), y });
  } else if (part.kind === "rows") {
    for (const [row, ids] of part.rows.entries()) {
      const left = x - widthOf(ids.length) / 2;
      for (const [column, id] of ids.entries()) {
        const place = { x: Math.round(left + column * (BLOCK_WIDTH + BRANCH_GAP)), y: y + row * ROW_HEIGHT };
        places.set(id, place);
      }
    }
  } else {
    let left = part.hasBypass ? x + BYPASS_GAP : x - extentOf(part).left;
    for (const branch of part.branches) {
      const extent = extentOfLine(branch);
      placeLine(branch, { x: left + extent.left, y }, places);
      left += extent.left + extent.right + BRANCH_GAP;
    }
  }
}

function widthOf(blocks: number): number {
  return blocks * BLOCK_WIDTH + (blocks - 1) * BRANCH_GAP;
}
