import type { DatasetInfo } from "#server/contract/dataset.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";

/** The dataset in use, with the labels of its validation split. Those of the test split stay on the server. */
export async function getDataset(ctx: ServiceContext, cohortId: string): Promise<DatasetInfo> {
  await requireMember(ctx, cohortId);
  const labels = await ctx.dataset.readLabels("validation");
  return { ...ctx.dataset.descriptor, validationLabels: Array.from(labels) };
}
