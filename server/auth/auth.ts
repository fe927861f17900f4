import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError } from "better-auth/api";
import type { Database } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import type { Environment } from "#server/platform/env.ts";
import { errorForLog } from "#server/platform/error-for-log.ts";
import { isDatabaseAway } from "#server/platform/storage-trouble.ts";
import { notify } from "#server/services/notify.ts";
import { CLIENT_ADDRESS_HEADER } from "./client-address.ts";
import { displayName } from "#server/contract/display-name.ts";
import { MAILED_LINK_HOURS } from "#server/contract/password-link.ts";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "#server/contract/password-pattern.ts";
import type { Mailer } from "#server/mail/mailer.ts";
import { removeOrRefuse } from "./delete-account.ts";
import { createAuthHooks } from "./hooks.ts";
import { launchSession } from "./launch-session.ts";
import { refuseDisabled } from "./refuse-disabled.ts";
import { authSecret } from "./secret.ts";
import { createSendLink } from "./send-link.ts";
import { rehearseSignUp } from "./sign-up.ts";

type AuthOptions = {
  db: Database;
  environment: Pick<Environment, "NODE_ENV" | "BETTER_AUTH_SECRET" | "STRATA_HOME">;
  /** Where people reach the site. */
  baseUrl: string;
  /** The origin that belongs to a `Host`, where the site answers under more than one; null for foreign hosts. */
  originOf?: (host: string | undefined) => string | null;
  /** Sends links to a new password; null where the site sends no mail. */
  mailer?: Mailer | null;
  /** Deletes a person with all that goes with them. Without it nobody can delete their account. */
  removePerson?: (userId: string) => Promise<void>;
};

const DAY_SECONDS = 24 * 60 * 60;

/** `__Host-`: set by this very host over https, so that no neighbour under the same domain can put its own there. */
const HTTPS_COOKIES = {
  // better-auth would put `__Secure-` in front.
  useSecureCookies: false,
  cookiePrefix: "__Host-strata",
  defaultCookieAttributes: { secure: true },
} as const;

/** People, passwords and sessions. */
export function createAuth(options: AuthOptions) {
  const { db, environment, baseUrl, originOf, mailer = null, removePerson } = options;
  const isHttps = baseUrl.startsWith("https:");
  return betterAuth({
    appName: "Strata",
    baseURL: baseUrl,
    basePath: "/api/auth",
    secret: authSecret(environment),
    database: drizzleAdapter(db, { provider: "pg", schema, transaction: true }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
      // Or the answer would tell whether the address is new; the page signs in with what was typed.
      autoSignIn: false,
      onExistingUserSignUp: () => rehearseSignUp(db),
      ...(mailer === null ? {} : { sendResetPassword: createSendLink({ db, mailer, siteUrl: baseUrl }) }),
      resetPasswordTokenExpiresIn: MAILED_LINK_HOURS * 60 * 60,
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: ({ user }) => notify(db, { kind: "access", userId: user.id }),
    },
    verification: { storeIdentifier: "hashed" },
    session: { expiresIn: 30 * DAY_SECONDS, updateAge: DAY_SECONDS },
    trustedOrigins: (request) => {
      const ofHost = originOf?.(request?.headers.get("host") ?? undefined) ?? null;
      return [new URL(baseUrl).origin, ...(ofHost === null ? [] : [ofHost])];
    },
    // Its windows count right passwords too and shut out a class behind one address; `limits` has ours.
    rateLimit: { enabled: false },
    hooks: createAuthHooks(db),
    plugins: [launchSession()],
    advanced: {
      // Said because better-auth leaves it out under test.
      disableOriginCheck: false,
      ...(isHttps ? HTTPS_COOKIES : { useSecureCookies: false }),
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    user: {
      additionalFields: { disabledAt: { type: "date", required: false, input: false } },
      ...(removePerson === undefined
        ? {}
        : { deleteUser: { enabled: true, beforeDelete: ({ id }) => removeOrRefuse(removePerson, id) } }),
    },
    databaseHooks: {
      session: { create: { before: (session) => refuseDisabled(db, session.userId) } },
      user: {
        create: { before: async (user) => ({ data: { ...user, ...checkedProfile(user), image: null } }) },
        update: { before: async (user) => ({ data: { ...user, ...checkedProfile(user) } }) },
      },
    },
    logger: { level: "error", log: writeLog },
    // What is unexpected reaches the one answer for it, and no log of better-auth's own, which would hold the query's values.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** A JSON line on stderr as of all our processes; better-auth would write a failed query with the session's token. */
function writeLog(level: string, message: string, ...details: unknown[]): void {
  // The route says and logs it, once for all.
  if (details.some(isDatabaseAway)) return;
  const line = { level, name: "auth", msg: message, details: details.map(errorForLog) };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

function checkedProfile(user: { name?: string | undefined }): { name?: string } {
  if (user.name === undefined) return {};
  const parsed = displayName.safeParse(user.name);
  if (parsed.success) return { name: parsed.data };
  throw new APIError("BAD_REQUEST", {
    code: "INVALID_NAME",
    message: parsed.error.issues[0]?.message ?? "Enter your name",
  });
}
