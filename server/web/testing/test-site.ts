import { eventually } from "#models/testing/eventually.ts";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import { createTestDatabase, type TestDatabase } from "#db/testing/test-database.ts";
import type { ClientToServerEvents, ServerToClientEvents } from "#server/contract/socket.ts";
import { createSynthetic } from "#server/datasets/synthetic/create-synthetic.ts";
import { readEnvironment, type Environment } from "#server/platform/env.ts";
import { createLogger, type Logger } from "#server/platform/logger.ts";
import type { ServiceContext } from "#server/services/context.ts";
import { buildBundles } from "#server/worker/testing/worker-process.ts";
import { startWeb, type Web } from "../start-web.ts";

export type TestSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

type VisitorRequest = {
  method?: string;
  body?: string | Uint8Array<ArrayBuffer> | Blob;
  headers?: Record<string, string>;
  /** Another way to the site than its own address. */
  base?: string;
};

/** Somebody signed in with a browser of their own. */
export type Visitor = {
  id: string;
  cookie: string;
  ctx: ServiceContext;
  fetch: (path: string, init?: VisitorRequest) => Promise<Response>;
  connect: () => Promise<TestSocket>;
};

export type TestSite = {
  web: Web;
  database: TestDatabase;
  environment: Environment;
  home: string;
  signUp: () => Promise<Visitor>;
  /** A socket that has not connected yet. */
  socket: (headers?: Record<string, string>) => TestSocket;
  close: () => Promise<void>;
};

type TestSiteOptions = {
  tiles?: number;
  recheckIntervalMs?: number;
  /** One that the test may take away; by default one on the server of all tests. */
  database?: TestDatabase;
  logger?: Logger;
  /** Of the environment, such as a bucket. */
  extra?: Record<string, string>;
};

/** The web process without its pages, all of it real, with a database and a small dataset of its own. */
export async function createTestSite(options: TestSiteOptions = {}) {
  // Threads run the bundle.
  await buildBundles();
  const home = await mkdtemp(join(tmpdir(), "strata-site-"));
  const database = options.database ?? (await createTestDatabase());
  await createSynthetic({ dir: join(home, "datasets/synthetic-tiles"), tiles: options.tiles ?? 50 });
  const environment = readEnvironment({
    NODE_ENV: "test",
    DATABASE_URL: database.url,
    STRATA_HOME: home,
    PORT: "0",
    LOG_LEVEL: "error",
    METRICS_TOKEN: "a-token-for-tests",
    ...options.extra,
  });
  const logger = options.logger ?? createLogger(environment, "test-web");
  const { recheckIntervalMs = 60_000 } = options;
  const web = await startWeb({ environment, logger, hasPages: false, recheckIntervalMs });
  const sockets: TestSocket[] = [];

  function socket(headers: Record<string, string> = {}): TestSocket {
    const created: TestSocket = io(web.url, {
      transports: ["websocket"],
      autoConnect: false,
      forceNew: true,
      reconnection: false,
      extraHeaders: headers,
    });
    sockets.push(created);
    return created;
  }

  async function signUp(): Promise<Visitor> {
    const name = `Visitor ${randomUUID().slice(0, 8)}`;
    const account = { name, email: `${randomUUID()}@test.local`, password: "strata-test" };
    // A busy machine may say that one should come back.
    const post = (path: string, body: object) =>
      eventually(async () => {
        const response = await fetch(`${web.url}/api/auth/${path}`, {
          method: "POST",
          headers: { "Content-Type": "application/json", Origin: web.url },
          body: JSON.stringify(body),
        });
        if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
        return response;
      });
    await post("sign-up/email", account);
    const response = await post("sign-in/email", { email: account.email, password: account.password });
    const { user } = (await response.json()) as { user: { id: string } };
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    return {
      id: user.id,
      cookie,
      ctx: { ...web.deps, actor: { id: user.id, name } },
      fetch: (path, { base = web.url, headers, ...init } = {}) =>
        fetch(`${base}${path}`, { ...init, headers: { cookie, Origin: base, ...headers } }),
      async connect() {
        const connected = socket({ cookie, origin: web.url });
        await new Promise<void>((resolve, reject) => {
          connected.once("connect", resolve);
          connected.once("connect_error", reject);
          connected.connect();
        });
        return connected;
      },
    };
  }

  const site: TestSite = {
    web,
    database,
    environment,
    home,
    signUp,
    socket,
    async close() {
      for (const each of sockets) each.disconnect();
      await web.close();
      await database.close();
      await rm(home, { recursive: true, force: true });
    },
  };
  return site;
}
