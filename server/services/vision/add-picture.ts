import { createHash } from "node:crypto";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { visionPicture } from "#db/schema/index.ts";
import {
  MAX_VISION_BYTES_OF_PERSON,
  MOST_VISION_PICTURES,
  VISION_PICTURE_SAME_HOURS,
  type VisionPictureView,
} from "#server/contract/vision-picture.ts";
import { diskState } from "#server/platform/disk-space.ts";
import { AppError } from "#server/platform/errors.ts";
import { describeUpload } from "#server/vision/describe-upload.ts";
import { requireMember } from "../cohort/require-member.ts";
import { requireOpen } from "../cohort/require-open.ts";
import type { ServiceContext } from "../context.ts";
import { pictureView, PICTURE_VIEW_COLUMNS } from "./picture-view.ts";

type Upload = { cohortId: string; name: string };

/**
 * Keeps a photograph of the actor's for a day. The same bytes again are the same picture, and stay no longer for it; after
 * half of the day they are a new one. Beyond what one person's may have together the oldest are let go of.
 * @throws AppError INVALID_INPUT where it cannot be decoded, STORAGE_FULL.
 */
export async function addVisionPicture(
  ctx: ServiceContext,
  { cohortId, name }: Upload,
  readBytes: () => Promise<Uint8Array>,
): Promise<VisionPictureView> {
  requireOpen(await requireMember(ctx, cohortId));
  if (diskState(await ctx.room.space()) === "full") {
    throw new AppError(
      "STORAGE_FULL",
      "The server's disk is full: it takes no pictures. Tell your instructor.",
    );
  }
  const bytes = await readBytes();
  const facts = await describeUpload(bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const own = { cohortId, ownerId: ctx.actor.id, sha256 };
  return ctx.db.transaction(async (tx) => {
    // Two at once would each leave the other's out of what they count.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`vision:${ctx.actor.id}`}, 0))`);
    await tx
      .delete(visionPicture)
      .where(
        and(
          eq(visionPicture.cohortId, cohortId),
          eq(visionPicture.ownerId, ctx.actor.id),
          eq(visionPicture.sha256, sha256),
          sql`${visionPicture.createdAt} < now() - make_interval(hours => ${VISION_PICTURE_SAME_HOURS})`,
        ),
      );
    const values = { ...own, ...facts, name, sizeBytes: bytes.byteLength, bytes: Buffer.from(bytes) };
    const [row] = await tx
      .insert(visionPicture)
      .values(values)
      .onConflictDoUpdate({
        target: [visionPicture.cohortId, visionPicture.ownerId, visionPicture.sha256],
        set: { name },
      })
      .returning(PICTURE_VIEW_COLUMNS);
    if (row === undefined) throw new Error("A picture was neither new nor there");
    await letGoOfOldest(tx, ctx.actor.id, row.id);
    return pictureView(row);
  });
}

async function letGoOfOldest(tx: Transaction, ownerId: string, newest: string): Promise<void> {
  const all = await tx
    .select({ id: visionPicture.id, sizeBytes: visionPicture.sizeBytes })
    .from(visionPicture)
    .where(eq(visionPicture.ownerId, ownerId))
    .orderBy(sql`${visionPicture.id} = ${newest} desc`, desc(visionPicture.createdAt));
  let total = 0;
  const tooMany = all.filter(({ sizeBytes }, index) => {
    total += sizeBytes;
    return total > MAX_VISION_BYTES_OF_PERSON || index >= MOST_VISION_PICTURES;
  });
  const ids = tooMany.map(({ id }) => id).filter((id) => id !== newest);
  if (ids.length > 0) await tx.delete(visionPicture).where(inArray(visionPicture.id, ids));
}
