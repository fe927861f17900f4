import { randomUUID } from "node:crypto";
import { and, count, eq, inArray, isNotNull, or } from "drizzle-orm";
import type { Readable } from "node:stream";
import { modelArrival } from "#db/schema/index.ts";
import { MOST_OWN_MODELS } from "#server/contract/model.ts";
import { MAX_MODEL_BYTES } from "#server/contract/model-limits.ts";
import { bringModelJob } from "#server/jobs/bring-model.ts";
import { diskState } from "#server/platform/disk-space.ts";
import { AppError } from "#server/platform/errors.ts";
import { modelUploadKey } from "#server/storage/storage-keys.ts";
import { listModels } from "#server/vision/model-store.ts";
import { requireInstructor } from "../cohort/require-member.ts";
import { requireOpen } from "../cohort/require-open.ts";
import type { ServiceContext } from "../context.ts";
import { requireQuota } from "../storage/require-storage.ts";
import { announceArrival } from "./announce.ts";
import { lockArrivals } from "./lock-arrivals.ts";

type Sent = {
  cohortId: string;
  fileName: string;
  body: Readable;
  /** As the sender says before; null where it does not: the largest that is taken. */
  declaredBytes: number | null;
};

/**
 * Takes an ONNX file; a worker looks at it in a process of its own before anybody can ask it.
 * @throws AppError QUOTA_EXCEEDED before anything is received, STORAGE_FULL.
 */
export async function sendModel(
  ctx: ServiceContext,
  { cohortId, fileName, body, declaredBytes }: Sent,
): Promise<{ id: string }> {
  requireOpen(await requireInstructor(ctx, cohortId));
  if (diskState(await ctx.room.space()) === "full") {
    throw new AppError(
      "STORAGE_FULL",
      "The server's disk is full: it takes no models. Remove something first.",
    );
  }
  const own = (await listModels(ctx.files)).filter((model) => model.cohortId === cohortId);
  const id = randomUUID();
  const key = modelUploadKey(id);
  const bytes = Math.min(declaredBytes ?? MAX_MODEL_BYTES, MAX_MODEL_BYTES);
  // The row first: a worker removes the file of one that goes no further.
  await ctx.db.transaction(async (tx) => {
    await lockArrivals(tx, cohortId);
    const [open] = await tx
      .select({ count: count() })
      .from(modelArrival)
      .where(
        and(
          or(eq(modelArrival.cohortId, cohortId), eq(modelArrival.requestedBy, ctx.actor.id)),
          // Being sent among them: what was looked at loses its key.
          isNotNull(modelArrival.uploadKey),
          inArray(modelArrival.state, ["queued", "working", "cancelled"]),
        ),
      );
    if (own.length + (open?.count ?? 0) >= MOST_OWN_MODELS) {
      throw new AppError(
        "QUOTA_EXCEEDED",
        `A cohort has ${MOST_OWN_MODELS} models of its own at most. Delete one first.`,
      );
    }
    await requireQuota(ctx, tx, { userId: ctx.actor.id, bytes });
    const values = { id, cohortId, requestedBy: ctx.actor.id, title: fileName, uploadKey: key, bytes };
    await tx.insert(modelArrival).values({ ...values, state: "cancelled" });
  });
  const { sizeBytes } = await ctx.files.put(key, body).catch(async (error: unknown) => {
    // What breaks off takes no room and stands in no place until a worker sweeps.
    await ctx.files.remove(key);
    await ctx.db.delete(modelArrival).where(eq(modelArrival.id, id));
    throw error;
  });
  await ctx.db.transaction(async (tx) => {
    await tx.update(modelArrival).set({ state: "queued", bytes: sizeBytes }).where(eq(modelArrival.id, id));
    await ctx.jobs.enqueue(tx, bringModelJob, { arrivalId: id }, { id });
    await announceArrival(tx, cohortId);
  });
  return { id };
}
