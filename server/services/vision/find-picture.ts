import { and, desc, eq } from "drizzle-orm";
import { visionPicture } from "#db/schema/index.ts";
import { MOST_VISION_PICTURES, type VisionPictureView } from "#server/contract/vision-picture.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { pictureView, PICTURE_VIEW_COLUMNS } from "./picture-view.ts";

type Context = Pick<ServiceContext, "db" | "actor">;

export const MISSING_PICTURE = "There is no such picture. Pictures are kept for a day.";

/** @throws AppError NOT_FOUND for whatever is not the actor's own, in a cohort that they are in. */
export async function requireOwnPicture(ctx: Context, pictureId: string): Promise<{ cohortId: string }> {
  const [found] = await ctx.db
    .select({ cohortId: visionPicture.cohortId })
    .from(visionPicture)
    .where(and(eq(visionPicture.id, pictureId), eq(visionPicture.ownerId, ctx.actor.id)));
  if (found === undefined) throw new AppError("NOT_FOUND", MISSING_PICTURE);
  await requireMember(ctx, found.cohortId, MISSING_PICTURE);
  return found;
}

/** The actor's own, the newest first. */
export async function listVisionPictures(ctx: Context, cohortId: string): Promise<VisionPictureView[]> {
  await requireMember(ctx, cohortId);
  const rows = await ctx.db
    .select(PICTURE_VIEW_COLUMNS)
    .from(visionPicture)
    .where(and(eq(visionPicture.cohortId, cohortId), eq(visionPicture.ownerId, ctx.actor.id)))
    .orderBy(desc(visionPicture.createdAt))
    .limit(MOST_VISION_PICTURES);
  return rows.map(pictureView);
}

export async function readVisionPicture(
  ctx: Context,
  pictureId: string,
): Promise<{ bytes: Buffer; mediaType: string }> {
  await requireOwnPicture(ctx, pictureId);
  const [found] = await ctx.db
    .select({ bytes: visionPicture.bytes, mediaType: visionPicture.mediaType })
    .from(visionPicture)
    .where(eq(visionPicture.id, pictureId));
  if (found === undefined) throw new AppError("NOT_FOUND", MISSING_PICTURE);
  return found;
}

/** With all that was asked about it. */
export async function removeVisionPicture(ctx: Context, pictureId: string): Promise<void> {
  await requireOwnPicture(ctx, pictureId);
  await ctx.db.delete(visionPicture).where(eq(visionPicture.id, pictureId));
}
