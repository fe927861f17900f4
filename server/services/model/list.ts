import { and, desc, eq, or, sql, sum } from "drizzle-orm";
import { broughtModel, modelArrival } from "#db/schema/index.ts";
import { mayAsk, ZOO, zooEntry } from "#models/zoo/zoo.ts";
import type { ModelList } from "#server/contract/model.ts";
import { listModels } from "#server/vision/model-store.ts";
import { requireInstructor } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { storageUsedBy } from "../storage/used-by.ts";

const ARRIVAL_VIEW = {
  id: modelArrival.id,
  title: modelArrival.title,
  state: modelArrival.state,
  doneBytes: modelArrival.doneBytes,
  bytes: modelArrival.bytes,
  failure: modelArrival.failure,
};

/** Pretrained networks as an instructor sees them: here, known, and on their way. */
export async function listAllModels(ctx: ServiceContext, cohortId: string): Promise<ModelList> {
  await requireInstructor(ctx, cohortId);
  const here = (await listModels(ctx.files)).filter((model) => mayAsk(model, cohortId));
  const arrivals = await ctx.db
    .select(ARRIVAL_VIEW)
    .from(modelArrival)
    .where(
      and(
        eq(modelArrival.cohortId, cohortId),
        or(
          sql`${modelArrival.state} in ('queued', 'working')`,
          sql`${modelArrival.createdAt} > now() - interval '1 day'`,
        ),
      ),
    )
    .orderBy(desc(modelArrival.createdAt))
    .limit(20);
  const [own] = await ctx.db
    .select({ bytes: sum(broughtModel.bytes) })
    .from(broughtModel)
    .where(eq(broughtModel.cohortId, cohortId));
  return {
    here: here.map((model) => ({
      ...model,
      isOwn: model.cohortId === cohortId,
      isCopyleft: zooEntry(model.name)?.isCopyleft ?? /\bA?GPL/i.test(model.licence),
    })),
    known: ZOO.filter((entry) => !here.some(({ name }) => name === entry.name)).map(
      ({ name, title, about, licence, isCopyleft, source, file, howToGet }) => ({
        name,
        title,
        about,
        licence,
        isCopyleft,
        source,
        bytes: file?.bytes ?? null,
        howToGet,
      }),
    ),
    arrivals,
    room: {
      ownBytes: Number(own?.bytes ?? 0),
      mine: { usedBytes: await storageUsedBy(ctx.db, ctx.actor.id), quotaBytes: ctx.room.personBytes },
    },
  };
}
