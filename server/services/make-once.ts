import { createHash, randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "#db/client.ts";
import { madeOnce } from "#db/schema/index.ts";
import type { CreatingProcedure } from "#server/contract/creating.ts";
import type { IdempotencyKey } from "#server/contract/idempotency-key.ts";
import { AppError } from "#server/platform/errors.ts";
import type { Actor, ServiceContext } from "./context.ts";

/** For as long a lost answer can be asked for again. */
const KEPT_HOURS = 24;

export type Intent = {
  procedure: CreatingProcedure;
  key: IdempotencyKey;
  /** Everything that decides on what is made, as JSON can tell it. */
  content: unknown;
};

/** Makes it under the id that is given, unless it has one, and returns its id. Uses no connection but the transaction's. */
type Make<Prepared> = (tx: Transaction, id: string, prepared: Prepared) => Promise<string>;

type PreparedMake<Prepared> = {
  /** What does not belong into the transaction. Not called for what is made already. */
  prepare: () => Promise<Prepared>;
  make: Make<Prepared>;
};

export function intentOf(
  procedure: CreatingProcedure,
  { idempotencyKey, ...content }: { idempotencyKey?: IdempotencyKey },
): Intent {
  return { procedure, key: idempotencyKey, content };
}

/**
 * Makes something once for all tries of one intent; the key and what is made are written in one transaction. A try at the
 * same time waits for the first to end. @returns the id of what was made, now or by an earlier try.
 * @throws AppError CONFLICT where the key stands for something else.
 */
export async function makeOnce<Prepared = undefined>(
  ctx: Pick<ServiceContext, "db" | "actor">,
  intent: Intent,
  work: Make<undefined> | PreparedMake<Prepared>,
): Promise<string> {
  if (typeof work === "function") {
    return makeOnce(ctx, intent, { prepare: async () => undefined, make: work });
  }
  const { prepare, make } = work;
  const before = await madeBefore(ctx.db, ctx.actor, intent);
  if (before !== null) return before;
  const prepared = await prepare();
  return ctx.db.transaction(async (tx) => {
    const id = randomUUID();
    if (intent.key === undefined) return make(tx, id, prepared);
    const own = { userId: ctx.actor.id, procedure: intent.procedure, key: intent.key };
    const claimed = await tx
      .insert(madeOnce)
      .values({ ...own, contentHash: hashOf(intent), madeId: id })
      .onConflictDoNothing()
      .returning({ madeId: madeOnce.madeId });
    if (claimed.length === 0) {
      const meanwhile = await madeBefore(tx, ctx.actor, intent);
      if (meanwhile === null) throw new Error("A key was taken, and then it was not");
      return meanwhile;
    }
    const madeId = await make(tx, id, prepared);
    if (madeId !== id) await tx.update(madeOnce).set({ madeId }).where(isOwn(ctx.actor, intent));
    return madeId;
  });
}

async function madeBefore(db: Queryable, actor: Actor, intent: Intent): Promise<string | null> {
  if (intent.key === undefined) return null;
  const [found] = await db.select().from(madeOnce).where(isOwn(actor, intent));
  if (found === undefined) return null;
  if (found.contentHash !== hashOf(intent)) {
    throw new AppError("CONFLICT", "This was sent under the key of something else. Load the page again.");
  }
  return found.madeId;
}

const isOwn = (actor: Actor, { procedure, key = "" }: Intent) =>
  and(eq(madeOnce.userId, actor.id), eq(madeOnce.procedure, procedure), eq(madeOnce.key, key));

function hashOf({ content }: Intent): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("base64url");
}

/** Deletes keys of a day ago. Workers call it now and then. */
export async function forgetIntents(db: Queryable): Promise<void> {
  await db.delete(madeOnce).where(sql`${madeOnce.createdAt} < now() - make_interval(hours => ${KEPT_HOURS})`);
}
