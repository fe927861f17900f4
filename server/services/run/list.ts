import { and, eq, inArray, not, sql, type SQL } from "drizzle-orm";
import { dataset, datasetVersion, run, user } from "#db/schema/index.ts";
import type { RunSort, RunStateFilter } from "#server/contract/run-choices.ts";
import type { ListedRun, ListRunsInput } from "#server/contract/run-list.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { pageOf, type Page } from "../page-cursor.ts";
import { epochsDone } from "./epochs-done.ts";
import { runOrder } from "./list-order.ts";
import { isHiddenBy, isTaggedBy, ownMarks } from "./own-marks.ts";
import { runSummary, seenBy, SUMMARY_COLUMNS } from "./present.ts";
import { waitingOf } from "./waiting.ts";

type Asker = Pick<ServiceContext, "db" | "actor">;
type ListInput = Omit<ListRunsInput, "sort"> & { sort?: RunSort };

/** A cohort's runs, as they are asked for, a page at a time. */
export async function listRuns(ctx: Asker, input: ListInput): Promise<Page<ListedRun>> {
  await requireMember(ctx, input.cohortId);
  const rows = await selectRuns(ctx, input);
  const waiting = await waitingOf(ctx.db, rows);
  return pageOf(rows, input.limit, (row) => ({
    ...runSummary(row, waiting(row.jobId)),
    tags: row.tags,
    isHidden: row.isHidden,
  }));
}

export function selectRuns({ db, actor }: Asker, input: ListInput) {
  const order = runOrder(input.sort, actor.id);
  return db
    .select({
      ...SUMMARY_COLUMNS,
      ...seenBy(actor.id),
      ...ownMarks(actor.id),
      startedByName: user.name,
      epochsDone,
      position: order.position,
    })
    .from(run)
    .innerJoin(user, eq(user.id, run.startedBy))
    .innerJoin(dataset, eq(dataset.id, run.datasetId))
    .innerJoin(datasetVersion, eq(datasetVersion.id, run.datasetVersionId))
    .where(
      and(
        eq(run.cohortId, input.cohortId),
        ...conditionsOf(input, actor.id),
        input.cursor === undefined ? undefined : order.isAfter(input.cursor),
      ),
    )
    .orderBy(...order.by)
    .limit(input.limit + 1);
}

function conditionsOf(input: ListInput, actorId: string): (SQL | undefined)[] {
  const { designId, startedByMe, startedBy, state, datasetId, tag, search, hidden } = input;
  return [
    designId === undefined ? undefined : eq(run.designId, designId),
    startedByMe === true ? eq(run.startedBy, actorId) : undefined,
    startedBy === undefined ? undefined : eq(run.startedBy, startedBy),
    state === undefined ? undefined : isIn(state),
    datasetId === undefined ? undefined : eq(run.datasetId, datasetId),
    tag === undefined ? undefined : isTaggedBy(actorId, tag),
    // Not a pattern, so that % and _ mean themselves.
    search === undefined
      ? undefined
      : sql`position(lower(${search}) in lower(${run.name} || ' ' || ${user.name})) > 0`,
    hidden === undefined ? undefined : hidden === "only" ? isHiddenBy(actorId) : not(isHiddenBy(actorId)),
  ];
}

function isIn(state: RunStateFilter): SQL {
  return state === "active" ? inArray(run.state, ["queued", "running", "paused"]) : eq(run.state, state);
}
