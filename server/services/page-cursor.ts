import { sql, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { z } from "zod";
import { AppError } from "#server/platform/errors.ts";

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([0-9a-f-]{36})$/;

export type Page<Item> = { items: Item[]; nextCursor: string | null };

/** What a list is in the order of. */
type Order = { at: PgColumn; id: PgColumn };

/** A row's place in its list. A Date would lose the microseconds, and rows of one millisecond with them. */
export function positionIn({ at, id }: Order): SQL<string> {
  return sql<string>`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || ${id}`;
}

/** @throws AppError INVALID_INPUT for what is no place. */
export function isAfter(
  cursor: string,
  { at, id }: Order,
  direction: "ascending" | "descending" = "descending",
): SQL {
  const [, time, rowId] = CURSOR.exec(cursor) ?? [];
  const isPosition = z.iso.datetime().safeParse(time).success && z.uuid().safeParse(rowId).success;
  if (!isPosition) throw new AppError("INVALID_INPUT", "This page of the list does not exist");
  const place = sql`(${time}::timestamptz, ${rowId}::uuid)`;
  return direction === "descending" ? sql`(${at}, ${id}) < ${place}` : sql`(${at}, ${id}) > ${place}`;
}

/** The page that `limit` + 1 rows make: the one too many says that there is another. */
export function pageOf<Row extends { position: string }, Item>(
  rows: readonly Row[],
  limit: number,
  present: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  return {
    items: shown.map(present),
    nextCursor: rows.length > limit ? (shown.at(-1)?.position ?? null) : null,
  };
}
