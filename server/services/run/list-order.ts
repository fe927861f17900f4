import { asc, desc, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { run } from "#db/schema/index.ts";
import { isStorableText } from "#models/graph/storable.ts";
import type { RunSort } from "#server/contract/run-choices.ts";
import { AppError } from "#server/platform/errors.ts";
import { isAfter, positionIn } from "../page-cursor.ts";
import { isScoreHidden } from "../competition/is-score-hidden.ts";
import { hasRank } from "./has-rank.ts";

type RunOrder = {
  by: SQL[];
  /** A row's place, for `isAfter` of the next page. */
  position: SQL<string>;
  isAfter: (cursor: string) => SQL;
};

const BY_TIME = { at: run.createdAt, id: run.id };
/** Runs without a place on a board come last, and those whose score this person is not told: their order would tell it. */
const scoreFor = (userId: string) =>
  sql`case when ${hasRank} and not ${isScoreHidden(userId)} then ${run.score} else '-infinity' end`;
const NAME = sql`lower(${run.name})`;

const ORDERS: Record<Exclude<RunSort, "best">, RunOrder> = {
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
  name: {
    by: [asc(NAME), asc(run.id)],
    position: sql<string>`${NAME} || '_' || ${run.id}`,
    isAfter(cursor) {
      const { key, id } = placeIn(cursor);
      return sql`(${NAME}, ${run.id}) > (${key}, ${id}::uuid)`;
    },
  },
};

function bestFirst(userId: string): RunOrder {
  const score = scoreFor(userId);
  return {
    by: [desc(score), desc(run.id)],
    position: sql<string>`(${score})::text || '_' || ${run.id}`,
    isAfter(cursor) {
      const { key, id } = placeIn(cursor);
      const isScore = /^-?\d+(\.\d+)?(e[+-]?\d+)?$|^-Infinity$/.test(key) && !Number.isNaN(Number(key));
      if (!isScore) throw noSuchPage();
      return sql`(${score}, ${run.id}) < (${key}::float8, ${id}::uuid)`;
    },
  };
}

export function runOrder(sort: RunSort | undefined, userId: string): RunOrder {
  return sort === "best" ? bestFirst(userId) : ORDERS[sort ?? "newest"];
}

const PLACE = /^(?<key>\P{Cc}*)_(?<id>[0-9a-f-]{36})$/u;

function placeIn(cursor: string): { key: string; id: string } {
  const { key = "", id = "" } = PLACE.exec(cursor)?.groups ?? {};
  if (!z.uuid().safeParse(id).success || !isStorableText(key)) throw noSuchPage();
  return { key, id };
}

const noSuchPage = () => new AppError("INVALID_INPUT", "This page of the list does not exist");
