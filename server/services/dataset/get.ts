import type { DatasetInfo, GetDatasetInput } from "#server/contract/dataset.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { resolveVersion } from "./resolve-version.ts";
import { storedDescriptor } from "./stored-descriptor.ts";

/** A version of a dataset, with the labels of its validation split. Those of the test split stay on the server. */
export async function getDataset(ctx: ServiceContext, input: GetDatasetInput): Promise<DatasetInfo> {
  const { dataset, version } = await resolveVersion(ctx, input);
  const descriptor = storedDescriptor(version.descriptor);
  if (version.state !== "ready" || descriptor === null) {
    throw new AppError("NOT_READY", `The files of ${dataset.title} are not on the server any more`);
  }
  const labels = await (await ctx.datasets.open(version.id)).readTargets("validation");
  const { title, licence, source } = dataset;
  return {
    ...descriptor,
    id: dataset.id,
    title,
    licence,
    source,
    versionId: version.id,
    versionNumber: version.number,
    validationTargets: Array.from(labels),
  };
}
