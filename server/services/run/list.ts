import { and, desc, eq } from "drizzle-orm";
import { dataset, datasetVersion, run, user } from "#db/schema/index.ts";
import type { RunSummary } from "#server/contract/run.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { isAfter, pageOf, positionIn, type Page } from "../page-cursor.ts";
import { epochsDone } from "./epochs-done.ts";
import { runSummary, SUMMARY_COLUMNS } from "./present.ts";
import { waitingOf } from "./waiting.ts";

type ListRunsInput = {
  cohortId: string;
  designId?: string | undefined;
  startedByMe?: boolean | undefined;
  cursor?: string | undefined;
  limit: number;
};

const ORDER = { at: run.createdAt, id: run.id };

/** A cohort's runs, newest first, a page at a time. */
export async function listRuns(
  ctx: Pick<ServiceContext, "db" | "actor">,
  input: ListRunsInput,
): Promise<Page<RunSummary>> {
  await requireMember(ctx, input.cohortId);
  const rows = await selectRuns(ctx, input);
  const waiting = await waitingOf(ctx.db, rows);
  return pageOf(rows, input.limit, (row) => runSummary(row, waiting(row.jobId)));
}

export function selectRuns({ db, actor }: Pick<ServiceContext, "db" | "actor">, input: ListRunsInput) {
  return db
    .select({ ...SUMMARY_COLUMNS, startedByName: user.name, epochsDone, position: positionIn(ORDER) })
    .from(run)
    .innerJoin(user, eq(user.id, run.startedBy))
    .innerJoin(dataset, eq(dataset.id, run.datasetId))
    .innerJoin(datasetVersion, eq(datasetVersion.id, run.datasetVersionId))
    .where(
      and(
        eq(run.cohortId, input.cohortId),
        input.designId === undefined ? undefined : eq(run.designId, input.designId),
        input.startedByMe === true ? eq(run.startedBy, actor.id) : undefined,
        input.cursor === undefined ? undefined : isAfter(input.cursor, ORDER),
      ),
    )
    .orderBy(desc(run.createdAt), desc(run.id))
    .limit(input.limit + 1);
}
