import { eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { ltiKey } from "#db/schema/index.ts";
import type { SigningKey } from "#models/lti/signing-key.ts";
import { makeSigningKey } from "#server/lti/signing-key.ts";

const PURPOSE = "signing";

/** Kept in the database: every web process and every worker signs with the same one. */
export function createSigningKeyOf(db: Queryable): () => Promise<SigningKey> {
  let known: Promise<SigningKey> | null = null;
  async function read(): Promise<SigningKey | null> {
    const [row] = await db.select({ key: ltiKey.key }).from(ltiKey).where(eq(ltiKey.purpose, PURPOSE));
    return row?.key ?? null;
  }
  async function readOrMake(): Promise<SigningKey> {
    const before = await read();
    if (before !== null) return before;
    await db
      .insert(ltiKey)
      .values({ purpose: PURPOSE, key: await makeSigningKey() })
      .onConflictDoNothing();
    const made = await read();
    if (made === null) throw new Error("The key for learning platforms was made and is not there");
    return made;
  }
  return () => {
    known ??= readOrMake().catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
}
