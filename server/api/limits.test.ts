import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eq, like, sql } from "drizzle-orm";
import { attempt } from "#db/schema/index.ts";
import { createPerson, type Person } from "#db/testing/factories.ts";
import { createCohort } from "#server/services/cohort/create.ts";
import { LONGEST_WINDOW_SECONDS } from "#server/services/rate-limit.ts";
import { createTestDeps, type TestDeps } from "#server/services/testing/test-deps.ts";
import { LIMITS } from "./limits.ts";
import { appRouter } from "./root.ts";
import { createCallerFactory } from "./trpc.ts";

// Every procedure has a limit or is named as one that needs none. One that is added to the router and not to the table
// fails the first test, and so does one that does not count.

// oxlint-disable-next-line no-underscore-dangle -- tRPC's own name for its list
const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;
const paths = Object.keys(procedures);
const files = Object.keys(LIMITS).filter((name) => name.startsWith("files."));
const windows = new Map<string, { max: number; windowSeconds: number }>();
for (const [name, limit] of Object.entries(LIMITS)) if ("max" in limit) windows.set(name, limit);
const limited = paths.filter((path) => windows.has(path));
const createCaller = createCallerFactory(appRouter);

let world: TestDeps;
let person: Person;

beforeAll(async () => {
  world = await createTestDeps();
  person = await createPerson(world.deps.db);
});
afterAll(() => world.close());

type Failure = { code: string };

/** The failure of a call with an input that says nothing, by somebody who is in no cohort. */
async function failureOf(path: string, actor: Person): Promise<Failure | null> {
  const caller = createCaller({ requestId: "1", actor, deps: world.deps });
  const [noun = "", verb = ""] = path.split(".");
  const nouns = caller as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
  return nouns[noun]![verb]!(undefined).then(
    () => null,
    (error: Failure) => error,
  );
}

test("every procedure is in the table, and nothing else but files", () => {
  expect(Object.keys(LIMITS).toSorted()).toEqual([...paths, ...files].toSorted());
});

test("whatever changes something, and every file, has a limit", () => {
  // oxlint-disable-next-line no-underscore-dangle
  const mutations = paths.filter((path) => procedures[path]!._def.type === "mutation");
  expect(mutations.length).toBeGreaterThan(10);
  expect([...mutations, ...files].filter((name) => !windows.has(name))).toEqual([]);
});

test("no counter is deleted before its window is over", () => {
  const longest = Math.max(...[...windows.values()].map(({ windowSeconds }) => windowSeconds));
  expect(longest).toBeLessThan(LONGEST_WINDOW_SECONDS);
});

describe("with a full window", () => {
  beforeAll(async () => {
    // Begun in an hour, so that none is over before its turn.
    const windowStart = sql`now() + interval '1 hour'`;
    const rows = limited.map((path) => {
      return { key: `${path}:${person.id}`, count: windows.get(path)!.max, windowStart };
    });
    await world.deps.db.insert(attempt).values(rows);
  });

  test.each(limited)("%s says when to come back, to this person alone", async (path) => {
    expect(await failureOf(path, person)).toMatchObject({
      code: "TOO_MANY_REQUESTS",
      message: expect.stringMatching(/Try again in \d+ minutes/),
      cause: { retryAfterSeconds: expect.any(Number) },
    });
    const other = await failureOf(path, await createPerson(world.deps.db));
    expect(other?.code).not.toBe("TOO_MANY_REQUESTS");
  });
});

test.each(paths.filter((path) => !limited.includes(path)))("%s counts nothing", async (path) => {
  await failureOf(path, person);
  const counted = await world.deps.db
    .select()
    .from(attempt)
    .where(like(attempt.key, `${path}:%`));
  expect(counted).toEqual([]);
});

test("guessing codes is stopped after ten tries, the right one included", async () => {
  const [instructor, guesser] = [await createPerson(world.deps.db), await createPerson(world.deps.db)];
  const { joinCode } = await createCohort(world.as(instructor), { name: "Guessed" });
  const caller = createCaller({ requestId: "1", actor: guesser, deps: world.deps });
  for (let guess = 0; guess < 10; guess += 1) {
    await expect(caller.cohort.join({ code: `GUESS${guess}` })).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  await expect(caller.cohort.join({ code: joinCode! })).rejects.toMatchObject({
    code: "TOO_MANY_REQUESTS",
  });
});

test("a refused call is counted whatever its input is", async () => {
  const clumsy = await createPerson(world.deps.db);
  expect((await failureOf("design.save", clumsy))?.code).toBe("BAD_REQUEST");
  const [counted] = await world.deps.db
    .select({ count: attempt.count })
    .from(attempt)
    .where(eq(attempt.key, `design.save:${clumsy.id}`));
  expect(counted).toEqual({ count: 1 });
});
