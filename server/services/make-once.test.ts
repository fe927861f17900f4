import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { madeOnce } from "#db/schema/index.ts";
import { createPerson, type Person } from "#db/testing/factories.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing/test-database.ts";
import { forgetIntents, makeOnce, type Intent } from "./make-once.ts";

let database: TestDatabase;
let actor: Person;

beforeAll(async () => {
  database = await createTestDatabase();
  actor = await createPerson(database.db);
});
afterAll(() => database.close());

function intent(content: unknown = "a design"): Intent {
  return { procedure: "design.create", key: randomUUID(), content };
}

type Make = (tx: unknown, id: string) => Promise<string>;

/** A maker that gets as far as its gate, which the test opens. */
function heldMaker() {
  let open: (how: "make" | "fail") => void = () => undefined;
  let arrive = (): void => undefined;
  const gate = new Promise<"make" | "fail">((resolve) => {
    open = resolve;
  });
  const isAtGate = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const make = vi.fn<Make>(async (_, id) => {
    arrive();
    if ((await gate) === "fail") throw new Error("It could not be made");
    return id;
  });
  return { make, open, isAtGate };
}

async function untilOneWaits(): Promise<void> {
  await expect
    .poll(async () => {
      const { rows } = await database.db.execute(
        sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      );
      return rows.length;
    })
    .toBe(1);
}

test("a try at the same time waits for the first, and gets what that has made", async () => {
  const ctx = { db: database.db, actor };
  const same = intent();
  const held = heldMaker();
  const first = makeOnce(ctx, same, held.make);
  await held.isAtGate;
  const make = vi.fn<Make>(async (_, id) => id);
  const second = makeOnce(ctx, same, make);
  await untilOneWaits();
  held.open("make");
  expect(await second).toBe(await first);
  expect(held.make).toHaveBeenCalledTimes(1);
  expect(make).not.toHaveBeenCalled();
});

test("where the first fails, the one that waited makes it", async () => {
  const ctx = { db: database.db, actor };
  const same = intent();
  const held = heldMaker();
  const first = makeOnce(ctx, same, held.make);
  await held.isAtGate;
  const second = makeOnce(ctx, same, async (_, id) => id);
  await untilOneWaits();
  held.open("fail");
  await expect(first).rejects.toThrow("It could not be made");
  const made = await second;
  expect(await makeOnce(ctx, same, async (_, id) => id)).toBe(made);
});

test("nothing is prepared for what is made already", async () => {
  const ctx = { db: database.db, actor };
  const same = intent();
  const prepare = vi.fn<() => Promise<void>>();
  const make = vi.fn<Make>(async (_, id) => id);
  const made = await makeOnce(ctx, same, { prepare, make });
  expect(await makeOnce(ctx, same, { prepare, make })).toBe(made);
  expect(prepare).toHaveBeenCalledTimes(1);
  expect(make).toHaveBeenCalledTimes(1);
});

test("keys of a day ago are deleted, later ones are not", async () => {
  const { db } = database;
  const row = (hours: number) => ({
    userId: actor.id,
    procedure: "design.create",
    key: randomUUID(),
    contentHash: "",
    madeId: randomUUID(),
    createdAt: sql`now() - make_interval(hours => ${hours})`,
  });
  await db.delete(madeOnce);
  const kept = row(23);
  await db.insert(madeOnce).values([row(25), kept]);
  await forgetIntents(db);
  expect(await db.select({ key: madeOnce.key }).from(madeOnce)).toEqual([{ key: kept.key }]);
});
