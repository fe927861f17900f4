import { createAuthMiddleware } from "better-auth/api";
import type { Database } from "#db/client.ts";
import { createSignInLimit } from "./limits/sign-in.ts";

/** What Strata adds to better-auth's own answers. The path is the endpoint's own, however its address was written. */
export function createAuthHooks(db: Database) {
  const signIn = createSignInLimit(db);

  return {
    before: createAuthMiddleware(async (context) => {
      const email = textOf(context.body, "email");
      if (context.path === "/sign-in/email" && email !== null) await signIn.before(context, email);
    }),
    after: createAuthMiddleware(async (context) => {
      const email = textOf(context.body, "email");
      if (context.path === "/sign-in/email" && email !== null) await signIn.after(context, email);
    }),
  };
}

/** Bodies are not checked yet where hooks see them. */
function textOf(body: unknown, name: string): string | null {
  if (typeof body !== "object" || body === null || !(name in body)) return null;
  const value = (body as Record<string, unknown>)[name];
  return typeof value === "string" ? value : null;
}
