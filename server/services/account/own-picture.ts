import { createHash } from "node:crypto";
import { and, eq, or, sql } from "drizzle-orm";
import sharp from "sharp";
import type { Transaction } from "#db/client.ts";
import { cohortMember, user, userPicture } from "#db/schema/index.ts";
import { PERSON_PICTURES_PATH } from "#server/contract/own-picture.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";

const FORMATS = new Set(["png", "jpeg", "webp"]);
const MAX_PIXELS = 50_000_000;
/** Twice as wide as it is ever shown. */
const SIDE = 128;

type Context = Pick<ServiceContext, "db" | "actor">;

/** Keeps the middle of a picture as the actor's own. @returns its address. */
export async function setOwnPicture({ db, actor }: Context, bytes: Uint8Array): Promise<string> {
  const small = await smallSquare(bytes);
  const version = createHash("sha256").update(small).digest("hex").slice(0, 16);
  const image = `${PERSON_PICTURES_PATH}${actor.id}/${version}.webp`;
  await db.transaction(async (tx) => {
    await tx
      .insert(userPicture)
      .values({ userId: actor.id, bytes: small })
      .onConflictDoUpdate({ target: userPicture.userId, set: { bytes: small } });
    await tx.update(user).set({ image }).where(eq(user.id, actor.id));
    await tellCohorts(tx, actor.id);
  });
  return image;
}

export async function removeOwnPicture({ db, actor }: Context): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(userPicture).where(eq(userPicture.userId, actor.id));
    await tx.update(user).set({ image: null }).where(eq(user.id, actor.id));
    await tellCohorts(tx, actor.id);
  });
}

/** As WebP. @throws AppError NOT_FOUND for people whom the actor shares no cohort with. */
export async function readPicture({ db, actor }: Context, userId: string): Promise<Buffer> {
  const [found] = await db
    .select({ bytes: userPicture.bytes })
    .from(userPicture)
    .where(
      and(
        eq(userPicture.userId, userId),
        or(
          eq(userPicture.userId, actor.id),
          sql`exists (select from ${cohortMember} mine join ${cohortMember} theirs using (cohort_id)
            where mine.user_id = ${actor.id} and theirs.user_id = ${userId})`,
        ),
      ),
    );
  if (found === undefined) throw new AppError("NOT_FOUND", "There is no such picture.");
  return found.bytes;
}

/** Whoever sees a member's name and picture reads them again. */
export async function tellCohorts(tx: Transaction, userId: string): Promise<void> {
  const rows = await tx
    .select({ cohortId: cohortMember.cohortId })
    .from(cohortMember)
    .where(eq(cohortMember.userId, userId));
  for (const { cohortId } of rows) {
    await notify(
      tx,
      { kind: "cohort", cohortId, topic: "members" },
      { kind: "cohort", cohortId, topic: "runs" },
      { kind: "cohort", cohortId, topic: "leaderboard" },
    );
  }
}

async function smallSquare(bytes: Uint8Array): Promise<Buffer> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" });
    const { format } = await picture.metadata();
    if (!FORMATS.has(format)) throw new Error(`The format ${format} is not taken`);
    return await picture
      .autoOrient()
      .resize(SIDE, SIDE, { fit: "cover", position: "attention" })
      .toColourspace("srgb")
      .webp({ quality: 82 })
      .toBuffer();
  } catch (cause) {
    throw new AppError(
      "INVALID_INPUT",
      "This picture could not be read. A PNG, JPEG or WebP of up to 50 million pixels works.",
      { cause },
    );
  }
}
