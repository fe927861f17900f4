import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PATIENCE_MS } from "#models/testing/limits.ts";
import { connectDatabase } from "../client.ts";
import { startEmbeddedPostgres } from "../embedded.ts";
import { migrateDatabase } from "../migrate.ts";
import { onServer } from "./on-server.ts";
import "./one-query-at-a-time.ts";
import type { TestDatabase } from "./test-database.ts";

export type MortalDatabase = TestDatabase & {
  /** As `kill -9` of the server does. */
  kill: () => Promise<void>;
  /** Starts it again where it was. */
  revive: () => Promise<void>;
};

/** A migrated database on a server of its own, which a test may kill. */
export async function createMortalDatabase(): Promise<MortalDatabase> {
  const outer = await mkdtemp(join(tmpdir(), "strata-mortal-"));
  await chmod(outer, 0o700);
  const home = join(outer, "home");
  const start = () => startEmbeddedPostgres({ home, isThrowaway: true });
  let server = await start();
  await migrateDatabase(server.url);
  // A throwaway server may forget what was committed last.
  await onServer(server.url, (admin) => admin.query("alter database strata set synchronous_commit = on"));
  const client = connectDatabase(server.url, {
    applicationName: "strata-test",
    connectTimeoutMs: PATIENCE_MS,
  });
  return {
    ...client,
    url: server.url,
    async kill() {
      const lines = await readFile(join(home, "postgres/data/postmaster.pid"), "utf8");
      process.kill(Number(lines.split("\n")[0]), "SIGKILL");
    },
    async revive() {
      const { port } = server;
      server = await start();
      if (server.port !== port) throw new Error(`The server came back on ${server.port}, not on ${port}`);
    },
    async close() {
      await client.close();
      await server.stop();
      await rm(outer, { recursive: true, force: true });
    },
  };
}
