import { createAuthMiddleware } from "better-auth/api";
import type { Database } from "#db/client.ts";
import { createSignInLimit } from "./limits/sign-in.ts";
import { checkDeletion } from "./delete-account.ts";
import { checkChange, noteChange } from "./new-password.ts";
import { checkProfile, noteProfile } from "./profile.ts";
import { createResetHooks } from "./reset-password.ts";
import { checkSignUp } from "./sign-up.ts";

/** What Strata adds to better-auth's own answers. The path is the endpoint's own, however its address was written. */
export function createAuthHooks(db: Database) {
  const signIn = createSignInLimit(db);
  const reset = createResetHooks(db);

  return {
    before: createAuthMiddleware(async (context) => {
      const email = textOf(context.body, "email");
      const newPassword = textOf(context.body, "newPassword");
      switch (context.path) {
        case "/sign-in/email":
          if (email !== null) await signIn.before(context, email);
          return undefined;
        case "/sign-up/email":
          return checkSignUp(db, context);
        case "/change-password":
          return newPassword === null ? undefined : checkChange(db, context, newPassword);
        case "/request-password-reset":
          if (email !== null) await reset.checkRequest(context, email);
          return undefined;
        case "/reset-password": {
          // An empty one in the body counts as none, as where it is redeemed.
          const token = textOf(context.body, "token") || textOf(context.query, "token");
          if (newPassword !== null && token !== null) {
            await reset.check(context, { newPassword, token, email });
          }
          return undefined;
        }
        case "/update-user":
          return checkProfile(context);
        case "/delete-user":
          return checkDeletion(db, context);
        default:
          return undefined;
      }
    }),
    after: createAuthMiddleware(async (context) => {
      const email = textOf(context.body, "email");
      if (context.path === "/sign-in/email" && email !== null) await signIn.after(context, email);
      if (context.path === "/change-password") await noteChange(db, context);
      if (context.path === "/reset-password") await reset.note(context);
      if (context.path === "/update-user") await noteProfile(db, context);
    }),
  };
}

/** Bodies are not checked yet where hooks see them. */
function textOf(body: unknown, name: string): string | null {
  if (typeof body !== "object" || body === null || !(name in body)) return null;
  const value = (body as Record<string, unknown>)[name];
  return typeof value === "string" ? value : null;
}
