import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { defaultDatasetId } from "./default.ts";
import { requireUsable } from "./find.ts";

type Asker = Pick<ServiceContext, "db" | "actor">;

/**
 * The dataset that was named, where the actor may use it, else the cohort's default.
 * @throws AppError NOT_FOUND or FORBIDDEN for what is not the actor's to use, NOT_READY where there is none at all.
 */
export async function chooseDataset(
  ctx: Asker,
  { cohortId, datasetId }: { cohortId: string; datasetId?: string | null | undefined },
): Promise<string> {
  const chosen = datasetId ?? (await defaultDatasetId(ctx.db, cohortId));
  if (chosen === null)
    throw new AppError(
      "NOT_READY",
      "This cohort uses no dataset. Its instructors choose one on the page Datasets.",
    );
  return (await requireUsable(ctx, { cohortId, datasetId: chosen })).id;
}
