import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { connectDatabase, type DatabaseClient } from "../client.ts";
import { onServer } from "./on-server.ts";
import "./one-query-at-a-time.ts";

export type TestDatabase = DatabaseClient & { url: string };

/** A database of one's own, migrated, with the queue's tables. `close` drops it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject("databaseServerUrl");
  const name = `strata_test_${randomBytes(8).toString("hex")}`;
  await onServer(serverUrl, (client) =>
    client.query(`create database ${name} template ${inject("templateDatabase")}`),
  );
  const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  const client = connectDatabase(url, { applicationName: "strata-test" });
  return {
    ...client,
    url,
    async close() {
      await client.close();
      await onServer(serverUrl, (admin) => admin.query(`drop database ${name} with (force)`));
    },
  };
}
