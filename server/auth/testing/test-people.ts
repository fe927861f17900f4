import { randomUUID, scryptSync } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { account, failedEntry, user } from "#db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing/test-database.ts";
import { createAuth, type Auth } from "../auth.ts";
import { CLIENT_ADDRESS_HEADER } from "../client-address.ts";

const BASE_URL = "http://localhost:3000";
export const PASSWORD = "what the tests know";

export type Browser = {
  post: (path: string, body: object) => Promise<Response>;
  signIn: (email: string, password?: string) => Promise<Response>;
};

/** Like better-auth's, with a thousandth of its work: what is asked here is who may try, not how well it is hidden. */
const quickKey = (password: string, salt: string) =>
  scryptSync(password, salt, 64, { N: 16 }).toString("hex");
const quickHashing = {
  hash: async (password: string) => `salt:${quickKey(password, "salt")}`,
  verify: async ({ hash, password }: { hash: string; password: string }) =>
    hash === `salt:${quickKey(password, "salt")}`,
};

/** People of a database of their own, or of the one that is given, and browsers that ask the real handler. */
export async function createTestPeople(ofOthers?: TestDatabase) {
  const database = ofOthers ?? (await createTestDatabase());
  const home = await mkdtemp(join(tmpdir(), "strata-auth-"));
  /** One process of several: all of them count in the same database. */
  async function createProcess(): Promise<Auth> {
    const auth = createAuth({
      db: database.db,
      environment: { NODE_ENV: "production", STRATA_HOME: home, BETTER_AUTH_SECRET: undefined },
      baseUrl: BASE_URL,
    });
    Object.assign((await auth.$context).password, quickHashing);
    return auth;
  }
  const auth = await createProcess();
  const hash = (await auth.$context).password.hash(PASSWORD);

  /** Somebody whose password is PASSWORD, without the time that hashing it takes. */
  async function person(email = `${randomUUID()}@test.local`): Promise<string> {
    const id = randomUUID();
    await database.db.insert(user).values({ id, name: "A person", email });
    const own = {
      id: randomUUID(),
      userId: id,
      accountId: id,
      providerId: "credential",
      password: await hash,
    };
    await database.db.insert(account).values(own);
    return email;
  }

  /** Keeps cookies, as a browser does. */
  function browser({ address = "192.0.2.1", process = auth } = {}): Browser {
    const cookies = new Map<string, string>();
    async function post(path: string, body: object): Promise<Response> {
      const response = await process.handler(
        new Request(`${BASE_URL}/api/auth${path}`, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            origin: BASE_URL,
            [CLIENT_ADDRESS_HEADER]: address,
            cookie: [...cookies].map((pair) => pair.join("=")).join("; "),
          },
          body: JSON.stringify(body),
        }),
      );
      for (const line of response.headers.getSetCookie()) {
        const [name = "", value = ""] = line.split(";")[0]?.split("=") ?? [];
        if (/max-age=0/i.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
      return response;
    }
    return {
      post,
      signIn: (email, password = PASSWORD) => post("/sign-in/email", { email, password }),
    };
  }

  return {
    db: database.db,
    auth,
    createProcess,
    person,
    browser,
    /** As if so much time had passed since every failure. */
    async pass(seconds: number): Promise<void> {
      const by = sql`make_interval(secs => ${seconds})`;
      await database.db.update(failedEntry).set({
        firstAt: sql`${failedEntry.firstAt} - ${by}`,
        lastAt: sql`${failedEntry.lastAt} - ${by}`,
      });
    },
    async close(): Promise<void> {
      if (ofOthers === undefined) await database.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

export type TestPeople = Awaited<ReturnType<typeof createTestPeople>>;
