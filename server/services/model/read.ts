import type { Readable } from "node:stream";
import { modelName } from "#models/zoo/descriptor.ts";
import { mayAsk } from "#models/zoo/zoo.ts";
import { AppError } from "#server/platform/errors.ts";
import { modelKey } from "#server/storage/storage-keys.ts";
import { findModel } from "#server/vision/model-store.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";

/** A network's file, for a member of a cohort that may ask it. @throws AppError NOT_FOUND. */
export async function readModel(
  ctx: ServiceContext,
  { cohortId, name }: { cohortId: string; name: string },
): Promise<{ stream: Readable; sizeBytes: number }> {
  await requireMember(ctx, cohortId);
  const model = modelName.safeParse(name).success ? await findModel(ctx.files, name) : null;
  const file =
    model === null || !mayAsk(model, cohortId)
      ? null
      : await ctx.files.openRead(modelKey(name, "model.onnx"));
  if (file === null) throw new AppError("NOT_FOUND", "There is no such model.");
  return file;
}
