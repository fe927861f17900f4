import { eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { datasetVersion, run } from "#db/schema/index.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import { storedDescriptor } from "../dataset/stored-descriptor.ts";

/**
 * What a run on a dataset's version learns to answer, from the version's stored descriptor. Versions that are known from old
 * runs alone have none: then there were classes, and how many is not known.
 */
export function targetIn(descriptor: unknown): TaskTarget {
  return storedDescriptor(descriptor)?.target ?? numberedClasses(0);
}

export async function targetOfRun(db: Queryable, runId: string): Promise<TaskTarget> {
  const [found] = await db
    .select({ descriptor: datasetVersion.descriptor })
    .from(run)
    .innerJoin(datasetVersion, eq(datasetVersion.id, run.datasetVersionId))
    .where(eq(run.id, runId));
  return targetIn(found?.descriptor);
}
