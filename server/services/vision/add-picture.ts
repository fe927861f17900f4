import { createHash } from "node:crypto";
import { and, desc, eq } from "drizzle-orm";
import { visionPicture } from "#db/schema/index.ts";
import { MAX_VISION_BYTES_OF_PERSON, type VisionPictureView } from "#server/contract/vision.ts";
import { diskState } from "#server/platform/disk-space.ts";
import { AppError } from "#server/platform/errors.ts";
import { describeUpload } from "#server/vision/describe-upload.ts";
import { requireMember } from "../cohort/require-member.ts";
import { requireOpen } from "../cohort/require-open.ts";
import type { ServiceContext } from "../context.ts";
import { pictureView, PICTURE_VIEW_COLUMNS } from "./picture-view.ts";

type Upload = { cohortId: string; name: string };

/**
 * Keeps a photograph of the actor's for a day. The same bytes again are the same picture. Beyond what one person's may have
 * together the oldest are let go of.
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
    const values = { ...own, ...facts, name, sizeBytes: bytes.byteLength, bytes: Buffer.from(bytes) };
    const [row] = await tx
      .insert(visionPicture)
      .values(values)
      .onConflictDoUpdate({
        target: [visionPicture.cohortId, visionPicture.ownerId, visionPicture.sha256],
        // It is wanted anew, and so it stays for another day.
        set: { createdAt: new Date(), name },
      })
      .returning(PICTURE_VIEW_COLUMNS);
    if (row === undefined) throw new Error("A picture was neither new nor there");
    const all = await tx
      .select({ id: visionPicture.id, sizeBytes: visionPicture.sizeBytes })
      .from(visionPicture)
      .where(eq(visionPicture.ownerId, ctx.actor.id))
      .orderBy(desc(visionPicture.createdAt));
    let total = 0;
    for (const { id, sizeBytes } of all) {
      total += sizeBytes;
      if (total > MAX_VISION_BYTES_OF_PERSON && id !== row.id) {
        await tx
          .delete(visionPicture)
          .where(and(eq(visionPicture.id, id), eq(visionPicture.ownerId, ctx.actor.id)));
      }
    }
    return pictureView(row);
  });
}
