import { asc, desc, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { run } from "#db/schema/index.ts";
import { isStorableText } from "#models/graph/storable.ts";
import type { RunSort } from "#server/contract/run-list.ts";
import { AppError } from "#server/platform/errors.ts";
import { isAfter, positionIn } from "../page-cursor.ts";
import { hasRank } from "./has-rank.ts";

type RunOrder = {
  by: SQL[];
  /** A row's place, for `isAfter` of the next page. */
  position: SQL<string>;
  isAfter: (cursor: string) => SQL;
};

const BY_TIME = { at: run.createdAt, id: run.id };
/** Runs without a place on a board come last. */
const SCORE = sql`case when ${hasRank} then ${run.score} else '-infinity' end`;
const NAME = sql`lower(${run.name})`;

const ORDERS: Record<RunSort, RunOrder> = {
  newest: {
    by: [desc(run.createdAt), desc(run.id)],
    position: positionIn(BY_TIME),
    isAfter: (cursor) => isAfter(cursor, BY_TIME),
  },
  oldest: {
    by: [asc(run.createdAt), asc(run.id)],
    position: positionIn(BY_TIME),
    isAfter: (cursor) => isAfter(cursor, BY_TIME, "ascending"),
  },
  best: {
    by: [desc(SCORE), desc(run.id)],
    position: sql<string>`(${SCORE})::text || '_' || ${run.id}`,
    isAfter(cursor) {
      const { key, id } = placeIn(cursor);
      const isScore = /^-?\d+(\.\d+)?(e[+-]?\d+)?$|^-Infinity$/.test(key) && !Number.isNaN(Number(key));
      if (!isScore) throw noSuchPage();
      return sql`(${SCORE}, ${run.id}) < (${key}::float8, ${id}::uuid)`;
    },
  },
  name: {
    by: [asc(NAME), asc(run.id)],
    position: sql<string>`${NAME} || '_' || ${run.id}`,
    isAfter(cursor) {
      const { key, id } = placeIn(cursor);
      return sql`(${NAME}, ${run.id}) > (${key}, ${id}::uuid)`;
    },
  },
};

export const runOrder = (sort: RunSort = "newest"): RunOrder => ORDERS[sort];

const PLACE = /^(?<key>\P{Cc}*)_(?<id>[0-9a-f-]{36})$/u;

function placeIn(cursor: string): { key: string; id: string } {
  const { key = "", id = "" } = PLACE.exec(cursor)?.groups ?? {};
  if (!z.uuid().safeParse(id).success || !isStorableText(key)) throw noSuchPage();
  return { key, id };
}

const noSuchPage = () => new AppError("INVALID_INPUT", "This page of the list does not exist");
