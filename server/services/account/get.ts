import { desc, eq } from "drizzle-orm";
import { DEMO_EMAILS } from "#db/demo-accounts.ts";
import { passwordLink, user } from "#db/schema/index.ts";
import { hasPassword } from "#server/auth/has-password.ts";
import type { OwnAccount } from "#server/contract/account.ts";
import type { ServiceContext } from "../context.ts";

const SHOWN_LINKS = 10;

/** The actor's own account, with what others did to it. */
export async function getAccount({ db, actor }: Pick<ServiceContext, "db" | "actor">): Promise<OwnAccount> {
  const [own] = await db.select({ email: user.email }).from(user).where(eq(user.id, actor.id));
  const links = await db
    .select({
      id: passwordLink.id,
      madeBy: user.name,
      createdAt: passwordLink.createdAt,
      usedAt: passwordLink.usedAt,
    })
    .from(passwordLink)
    .leftJoin(user, eq(user.id, passwordLink.madeBy))
    .where(eq(passwordLink.userId, actor.id))
    .orderBy(desc(passwordLink.createdAt))
    .limit(SHOWN_LINKS);
  return {
    isDemo: own !== undefined && DEMO_EMAILS.includes(own.email),
    hasPassword: await hasPassword(db, actor.id),
    passwordLinks: links.map((link) => ({
      ...link,
      createdAt: link.createdAt.toISOString(),
      usedAt: link.usedAt?.toISOString() ?? null,
    })),
  };
}
