import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { cohort, cohortDataset, cohortMember, dataset } from "#db/schema/index.ts";
import type { DatasetList } from "#server/contract/dataset.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { decidedIn } from "./available.ts";
import { selectSummaries } from "./select-summaries.ts";

/** The datasets that a cohort sees, and who may add to them. */
export async function listDatasets(
  ctx: Pick<ServiceContext, "db" | "actor">,
  cohortId: string,
): Promise<DatasetList> {
  const member = await requireMember(ctx, cohortId);
  const [setting] = await ctx.db
    .select({ learnersMayAdd: cohort.learnersMayAddDatasets })
    .from(cohort)
    .where(eq(cohort.id, cohortId));
  const learnersMayAdd = setting?.learnersMayAdd ?? false;
  const isInstructor = member.role === "instructor";
  return {
    datasets: await selectSummaries({ ...ctx, member }),
    learnersMayAdd,
    mayAdd: isInstructor || learnersMayAdd,
    elsewhere: isInstructor ? await selectElsewhere(ctx, cohortId) : [],
  };
}

function selectElsewhere({ db, actor }: Pick<ServiceContext, "db" | "actor">, cohortId: string) {
  return db
    .select({ id: dataset.id, title: dataset.title, cohortName: cohort.name })
    .from(dataset)
    .innerJoin(cohort, eq(cohort.id, dataset.cohortId))
    .innerJoin(
      cohortMember,
      and(
        eq(cohortMember.cohortId, cohort.id),
        eq(cohortMember.userId, actor.id),
        eq(cohortMember.role, "instructor"),
      ),
    )
    .leftJoin(cohortDataset, decidedIn(cohortId))
    .where(
      and(
        ne(dataset.cohortId, cohortId),
        isNull(cohortDataset.datasetId),
        isNull(dataset.archivedAt),
        sql`exists (select from dataset_version version
          where version.dataset_id = ${dataset.id} and version.state = 'ready')`,
      ),
    )
    .orderBy(asc(dataset.title), asc(dataset.id));
}
