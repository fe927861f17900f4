import { sql } from "drizzle-orm";
import { pgTable, text } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { storedJson } from "./stored-json.ts";
import { createTestDatabase, type TestDatabase } from "./testing/test-database.ts";

const first = z.object({ accuracy: z.number() });
const second = z.object({ score: z.number() });
const third = z.object({ score: z.number(), unit: z.string() });

/** Columns of one jsonb value as three releases in turn would declare them. */
const releases = {
  first: pgTable("kept", { id: text("id"), body: storedJson("body", { what: "a score", schema: first }) }),
  third: pgTable("kept", {
    id: text("id"),
    body: storedJson("body", {
      what: "a score",
      schema: third,
      steps: [
        (older) => ({ score: first.parse(older).accuracy }),
        (older) => ({ ...second.parse(older), unit: "%" }),
      ],
    }),
  }),
  list: pgTable("kept", {
    id: text("id"),
    body: storedJson("body", {
      what: "mistakes",
      schema: z.array(z.object({ index: z.int() })),
      steps: [
        (older) =>
          z
            .array(z.int())
            .parse(older)
            .map((index) => ({ index })),
      ],
    }),
  }),
  lenient: pgTable("kept", {
    id: text("id"),
    body: storedJson<{ accuracy: number } | null>("body", {
      what: "a score",
      schema: first,
      otherwise: null,
    }),
  }),
};

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.db.execute(sql`create table kept (id text primary key, body jsonb)`);
});
afterAll(() => database.close());

async function raw(): Promise<unknown> {
  const { rows } = await database.db.execute<{ body: unknown }>(sql`select body from kept`);
  return rows[0]?.body;
}

async function keep(body: unknown): Promise<void> {
  await database.db.execute(sql`truncate kept`);
  await database.db.execute(sql`insert into kept values ('a', ${JSON.stringify(body)}::jsonb)`);
}

test("what an older release wrote is lifted step by step, and written in today's version", async () => {
  const { db } = database;
  await keep(null);
  await db.update(releases.first).set({ body: { accuracy: 0.5 } });
  expect(await raw()).toEqual({ accuracy: 0.5 });
  const [row] = await db.select().from(releases.third);
  expect(row?.body).toEqual({ score: 0.5, unit: "%" });
  await db.update(releases.third).set({ body: { score: 0.6, unit: "m" } });
  expect(await raw()).toEqual({ score: 0.6, unit: "m", version: 3 });
  expect((await db.select().from(releases.third))[0]?.body).toEqual({ score: 0.6, unit: "m" });
  await keep({ score: 0.7, version: 2 });
  expect((await db.select().from(releases.third))[0]?.body).toEqual({ score: 0.7, unit: "%" });
});

test("a list has its version around it from the second on", async () => {
  await keep([3, 4]);
  const [row] = await database.db.select().from(releases.list);
  expect(row?.body).toEqual([{ index: 3 }, { index: 4 }]);
  await database.db.update(releases.list).set({ body: [{ index: 5 }] });
  expect(await raw()).toEqual({ version: 2, value: [{ index: 5 }] });
  expect((await database.db.select().from(releases.list))[0]?.body).toEqual([{ index: 5 }]);
});

test("what is of no known version, or broken, says so for its row; where a row is of use without, it is as agreed", async () => {
  await keep({ score: 1, version: 9 });
  await expect(database.db.select().from(releases.third)).rejects.toMatchObject({
    code: "UNREADABLE",
    message: "Strata cannot read a score as it is kept: expected version 1 to 3, and it is of version 9.",
  });
  await keep({ accuracy: "half" });
  await expect(database.db.select().from(releases.third)).rejects.toMatchObject({ code: "UNREADABLE" });
  await expect(database.db.select().from(releases.first)).rejects.toThrow(/expected number/);
  expect((await database.db.select().from(releases.lenient))[0]?.body).toBeNull();
  await database.db.execute(sql`truncate kept; insert into kept values ('a', null)`);
  expect((await database.db.select().from(releases.first))[0]?.body).toBeNull();
});
