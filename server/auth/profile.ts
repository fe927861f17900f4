import { APIError, isAPIError } from "better-auth/api";
import { z } from "zod";
import type { Database } from "#db/client.ts";
import { displayName } from "#server/contract/display-name.ts";
import { tellCohorts } from "#server/services/account/own-picture.ts";
import { notify } from "#server/services/notify.ts";
import type { HookContext } from "./hook-context.ts";

/** Nothing but the name: a picture's address of anyone's would be loaded by every classmate's browser. */
const profileBody = z.strictObject({ name: displayName });

export async function checkProfile(context: HookContext) {
  const parsed = profileBody.safeParse(context.body);
  if (parsed.success) return { context: { body: parsed.data } };
  const message = parsed.error.issues[0]?.message ?? "Enter your name";
  throw new APIError("BAD_REQUEST", { code: "INVALID_NAME", message });
}

/** Processes that remember who somebody is look again, and classmates' pages too. */
export async function noteProfile(db: Database, context: HookContext): Promise<void> {
  const user = context.context.session?.user;
  if (user === undefined || isAPIError(context.context.returned)) return;
  await db.transaction(async (tx) => {
    await tellCohorts(tx, user.id);
    await notify(tx, { kind: "access", userId: user.id });
  });
}
