import { randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { modelArrival } from "#db/schema/index.ts";
import { waysToGet, zooEntry } from "#models/zoo/zoo.ts";
import { bringModelJob } from "#server/jobs/bring-model.ts";
import { AppError } from "#server/platform/errors.ts";
import { findModel } from "#server/vision/model-store.ts";
import { requireInstructor } from "../cohort/require-member.ts";
import { requireOpen } from "../cohort/require-open.ts";
import type { ServiceContext } from "../context.ts";
import { lockArrivals } from "./lock-arrivals.ts";
import { announceArrival } from "./announce.ts";

/**
 * Has a network of the zoo fetched from its authors. Asked again while it is on its way, it is the same arrival; one that was
 * cut or cancelled goes on where it was.
 * @throws AppError CONFLICT where it is here, UNAVAILABLE where nobody publishes its file.
 */
export async function fetchModel(
  ctx: ServiceContext,
  { cohortId, name }: { cohortId: string; name: string },
): Promise<{ id: string }> {
  requireOpen(await requireInstructor(ctx, cohortId));
  const entry = zooEntry(name);
  if (entry === undefined) throw new AppError("NOT_FOUND", "There is no such model.");
  if (entry.file === null) throw new AppError("UNAVAILABLE", waysToGet(name));
  if ((await findModel(ctx.files, name)) !== null) {
    throw new AppError("CONFLICT", `${entry.title} is here already.`);
  }
  const { bytes } = entry.file;
  return ctx.db.transaction(async (tx) => {
    await lockArrivals(tx, cohortId);
    const [open] = await tx
      .select({ id: modelArrival.id })
      .from(modelArrival)
      .where(
        and(
          eq(modelArrival.cohortId, cohortId),
          eq(modelArrival.zooName, name),
          inArray(modelArrival.state, ["queued", "working"]),
        ),
      );
    if (open !== undefined) return open;
    const id = randomUUID();
    const values = { id, cohortId, requestedBy: ctx.actor.id, zooName: name, title: entry.title, bytes };
    await tx.insert(modelArrival).values(values);
    await ctx.jobs.enqueue(tx, bringModelJob, { arrivalId: id }, { id });
    await announceArrival(tx, cohortId);
    return { id };
  });
}
