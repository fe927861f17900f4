import { once } from "node:events";
import { chmod, mkdtemp, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startClock } from "#models/testing/clock.ts";
import { eventually } from "#models/testing/eventually.ts";
import { startEmbeddedPostgres, type EmbeddedServer } from "../embedded.ts";
import { onServer } from "../testing/on-server.ts";
import { isAlive, runningPostmaster } from "./postmaster.ts";

let outer: string;
let home: string;
let server: EmbeddedServer;
const words: string[] = [];

beforeEach(async () => {
  outer = await mkdtemp(join(tmpdir(), "strata-killed-"));
  await chmod(outer, 0o700);
  home = join(outer, "home");
  server = await startEmbeddedPostgres({ home, isThrowaway: true, onTrouble: (text) => words.push(text) });
});
afterEach(async () => {
  await server.stop();
  await rm(outer, { recursive: true, force: true });
  words.length = 0;
});

const data = () => join(home, "postgres/data");

async function postmasterPid(): Promise<number> {
  const pid = Number((await readFile(join(data(), "postmaster.pid"), "utf8")).split("\n")[0]);
  expect(isAlive(pid)).toBe(true);
  return pid;
}

const ask = (sql: string) => onServer(server.url, async (client) => (await client.query(sql)).rows);

/** Until the server answers at the address that everybody holds. */
const untilBack = (sql: string) => eventually(() => ask(sql));

async function connected(): Promise<Client> {
  const client = new Client({ connectionString: server.url });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

test.runIf(process.platform === "linux")(
  "killed with a query in work, it is back at its address with all that was committed",
  async () => {
    await ask("create table kept (value int)");
    await ask("set synchronous_commit = on; insert into kept values (7)");
    // Its process sees late, or never, that the server has gone, and keeps the data folder from the next one.
    const busy = await connected();
    const { rows } = await busy.query<{ pid: number }>("select pg_backend_pid() as pid");
    const counting = busy.query("select count(*) from generate_series(1, 1e12::bigint)").catch(() => "lost");
    const idle = await connected();
    const first = await postmasterPid();
    process.kill(first, "SIGKILL");
    const sinceKill = startClock();

    expect(await untilBack("select value from kept")).toEqual([{ value: 7 }]);
    sinceKill.expectWithin(5_000);
    expect(await counting).toBe("lost");
    // Ended, that is; who is to read its end may take its time.
    await expect(readlink(`/proc/${rows[0]!.pid}/cwd`)).rejects.toThrow(/ENOENT/);
    const second = await runningPostmaster(data());
    expect(second?.port).toBe(server.port);
    expect(second?.pid).not.toBe(first);
    await eventually(() => expect(words).toHaveLength(2));
    expect(words[0]).toContain(`(process ${first}) has ended`);
    expect(words[1]).toMatch(/^PostgreSQL is back after/);
    await Promise.all([busy.end().catch(() => undefined), idle.end().catch(() => undefined)]);
  },
);

/** Before the server is back on it: asked for again as soon as it was refused. */
async function takePort(): Promise<Server> {
  for (;;) {
    const taking = createServer().on("connection", (socket) => socket.destroy());
    taking.listen({ host: "127.0.0.1", port: server.port });
    const isTaken = await once(taking, "listening").then(
      () => true,
      () => false,
    );
    if (isTaken) return taking;
  }
}

test("killed again and again, it comes back each time, and waits for its port where another took it", async () => {
  process.kill(await postmasterPid(), "SIGKILL");
  await untilBack("select 1");
  process.kill(await postmasterPid(), "SIGKILL");
  const taken = await takePort();
  await eventually(() => expect(words.join()).toContain(`port ${server.port} is used by another program`));
  await new Promise((resolve) => taken.close(resolve));
  expect(await untilBack("select 1 as one")).toEqual([{ one: 1 }]);
});

test("stopped while it is away, nothing of it is left or started again", async () => {
  process.kill(await postmasterPid(), "SIGKILL");
  await server.stop();
  expect(await runningPostmaster(data())).toBeNull();
  await expect(ask("select 1")).rejects.toThrow(/ECONNREFUSED/);
});

test("who only joined it does not watch it", async () => {
  // As if another process had launched it.
  await writeFile(join(home, "postgres/owner.pid"), String(process.ppid));
  const joinedWords: string[] = [];
  const joined = await startEmbeddedPostgres({ home, onTrouble: (text) => joinedWords.push(text) });
  expect(joined).toMatchObject({ isOwner: false, port: server.port });
  process.kill(await postmasterPid(), "SIGKILL");
  await untilBack("select 1");
  await eventually(() => expect(words).toHaveLength(2));
  expect(joinedWords).toEqual([]);
  await joined.stop();
  expect(await untilBack("select 1 as one")).toEqual([{ one: 1 }]);
});
