import { and, desc, eq, getTableColumns, sql } from "drizzle-orm";
import { z } from "zod";
import { run, user } from "#db/schema/index.ts";
import type { RunSummary } from "#server/contract/run.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { epochsDone } from "./epochs-done.ts";
import { runSummary } from "./present.ts";

export type RunPage = { items: RunSummary[]; nextCursor: string | null };

type ListRunsInput = {
  cohortId: string;
  designId?: string | undefined;
  startedByMe?: boolean | undefined;
  cursor?: string | undefined;
  limit: number;
};

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([0-9a-f-]{36})$/;

/** A cohort's runs, newest first, a page at a time. */
export async function listRuns(ctx: ServiceContext, input: ListRunsInput): Promise<RunPage> {
  await requireMember(ctx, input.cohortId);
  const { graph: _graph, ...columns } = getTableColumns(run);
  const rows = await ctx.db
    .select({
      ...columns,
      startedByName: user.name,
      epochsDone,
      // A Date would lose the microseconds, and rows of one millisecond with them.
      position: sql<string>`to_char(${run.createdAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || ${run.id}`,
    })
    .from(run)
    .innerJoin(user, eq(user.id, run.startedBy))
    .where(
      and(
        eq(run.cohortId, input.cohortId),
        input.designId === undefined ? undefined : eq(run.designId, input.designId),
        input.startedByMe === true ? eq(run.startedBy, ctx.actor.id) : undefined,
        input.cursor === undefined ? undefined : isAfter(input.cursor),
      ),
    )
    .orderBy(desc(run.createdAt), desc(run.id))
    .limit(input.limit + 1);
  const page = rows.slice(0, input.limit);
  return {
    items: page.map((row) => runSummary(ctx, row)),
    nextCursor: rows.length > input.limit ? (page.at(-1)?.position ?? null) : null,
  };
}

function isAfter(cursor: string) {
  const [, createdAt, id] = CURSOR.exec(cursor) ?? [];
  const isPosition = z.iso.datetime().safeParse(createdAt).success && z.uuid().safeParse(id).success;
  if (!isPosition) {
    throw new AppError("INVALID_INPUT", "This page of the list does not exist");
  }
  return sql`(${run.createdAt}, ${run.id}) < (${createdAt}::timestamptz, ${id}::uuid)`;
}
