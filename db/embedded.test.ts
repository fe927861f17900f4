import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { onServer } from "./testing/on-server.ts";
import { startEmbeddedPostgres } from "./embedded.ts";

let outer: string;
let home: string;

beforeEach(async () => {
  outer = await mkdtemp(join(tmpdir(), "strata-embedded-"));
  // Where we are root, its server runs as another account, which may not enter here.
  await chmod(outer, 0o700);
  home = join(outer, "home");
});
afterEach(() => rm(outer, { recursive: true, force: true }));

const start = () => startEmbeddedPostgres({ home, isThrowaway: true });

test("starts in a closed folder, is joined by a second start, stops, and keeps what it held", async () => {
  const first = await start();
  try {
    expect(first.isOwner).toBe(true);
    expect((await stat(join(home, "postgres/server.json"))).mode & 0o777).toBe(0o600);
    await onServer(first.url, (client) => client.query("create table kept as select 7 as value"));
    const joined = await start();
    expect(joined).toMatchObject({ url: first.url, port: first.port });
  } finally {
    await first.stop();
  }
  await expect(onServer(first.url, (client) => client.query("select 1"))).rejects.toThrow(/ECONNREFUSED/);

  // A server that was killed leaves its pid behind, which by now may be anyone's: here it is ours.
  await writeFile(join(home, "postgres/data/postmaster.pid"), `${process.pid}\n`);
  const again = await start();
  try {
    const { rows } = await onServer(again.url, (client) =>
      client.query(
        "select value, upper('äß') as upper, current_setting('listen_addresses') as addresses, " +
          "array(select x from unnest(array['b','A','ä','a']) x order by x) as sorted from kept",
      ),
    );
    expect(rows).toEqual([{ value: 7, upper: "Äß", addresses: "127.0.0.1", sorted: ["A", "a", "b", "ä"] }]);
    expect(again.port).toBe(first.port);
  } finally {
    await again.stop();
  }
});

test("two starts at the same moment share one server", async () => {
  const [a, b] = await Promise.all([start(), start()]);
  try {
    expect(a.url).toBe(b.url);
    const pid = await readFile(join(home, "postgres/data/postmaster.pid"), "utf8");
    expect(Number(pid.split("\n")[3])).toBe(a.port);
  } finally {
    await Promise.all([a.stop(), b.stop()]);
  }
});
