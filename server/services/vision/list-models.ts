import { mayAsk, waysToGet, ZOO } from "#models/zoo/zoo.ts";
import type { VisionModels } from "#server/contract/vision.ts";
import { listModels } from "#server/vision/model-store.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";

/** Pretrained networks of this server: those that are here, and those that are known and how to get them. */
export async function listVisionModels(ctx: ServiceContext, cohortId: string): Promise<VisionModels> {
  await requireMember(ctx, cohortId);
  const here = (await listModels(ctx.files)).filter((model) => mayAsk(model, cohortId));
  const missing = ZOO.filter((entry) => !here.some(({ name }) => name === entry.name));
  return {
    here,
    known: missing.map(({ name, title, about, licence }) => ({
      name,
      title,
      about,
      licence,
      ways: waysToGet(name),
    })),
  };
}
