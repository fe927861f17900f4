import { connectDatabase } from "#db/client.ts";
import { seedDemo, type Demo } from "#db/seed.ts";
import { createAuth } from "#server/auth/auth.ts";
import type { Environment } from "#server/platform/env.ts";
import { siteUrl } from "#server/platform/site-url.ts";
import { createJoinCode, formatJoinCode } from "#server/services/cohort/join-code.ts";

/** The demo cohort with its accounts, made where it is missing. */
export async function seedDemoCohort(environment: Environment, databaseUrl: string): Promise<Demo> {
  const { db, close } = connectDatabase(databaseUrl, { maxConnections: 2, applicationName: "strata-seed" });
  try {
    const baseUrl = siteUrl(environment, environment.PORT);
    const auth = createAuth({ db, environment, baseUrl });
    const demo = await seedDemo({ db, auth, joinCode: createJoinCode() });
    return { ...demo, joinCode: formatJoinCode(demo.joinCode) };
  } finally {
    await close();
  }
}
