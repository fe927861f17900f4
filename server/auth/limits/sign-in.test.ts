import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { failedEntry } from "#db/schema/index.ts";
import { createTestPeople, type Browser, type TestPeople } from "../testing/test-people.ts";

let people: TestPeople;
beforeAll(async () => {
  people = await createTestPeople();
});
afterAll(() => people.close());

const MINUTE = 60;

async function guess(browser: Browser, email: string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let tries = 0; tries < times; tries += 1) {
    statuses.push((await browser.signIn(email, `wrong password ${tries}`)).status);
  }
  return statuses;
}

const networkFailed = (address: string, failures: number) =>
  people.db
    .insert(failedEntry)
    .values({ key: `network:${address}`, failures, firstAt: new Date(), lastAt: new Date() });

test("five wrong passwords, then waiting that grows, whoever asks and whichever process", async () => {
  const email = await people.person();
  const other = people.browser({ address: "198.51.100.7", process: await people.createProcess() });
  expect(await guess(people.browser(), email, 4)).toEqual([401, 401, 401, 401]);
  expect(await guess(other, email.toUpperCase(), 1)).toEqual([401]);

  const refused = await other.signIn(email);
  expect(refused.status).toBe(429);
  const told = (await refused.json()) as { code: string; message: string; retryAfterSeconds: number };
  expect(told.code).toBe("TOO_MANY_TRIES");
  expect(told.message).toMatch(/^Too many wrong passwords for this account\. Try again in \d+ seconds\.$/);
  expect(refused.headers.get("retry-after")).toBe(String(told.retryAfterSeconds));
  expect(told.retryAfterSeconds).toBeLessThanOrEqual(MINUTE);
  expect(refused.headers.getSetCookie()).toEqual([]);

  const waits: number[] = [];
  let minutes = 1;
  for (let round = 0; round < 3; round += 1) {
    await people.pass(minutes * MINUTE);
    expect(await guess(other, email, 2)).toEqual([401, 429]);
    minutes *= 2;
    const { retryAfterSeconds } = (await (await other.signIn(email)).json()) as typeof told;
    waits.push(Math.ceil(retryAfterSeconds / MINUTE));
  }
  expect(waits).toEqual([2, 4, 8]);

  await people.pass(8 * MINUTE);
  expect((await people.browser().signIn(email)).status).toBe(200);
  expect(await guess(people.browser(), email, 1)).toEqual([401]);
});

test("guesses side by side pass no more often than one after another", async () => {
  const email = await people.person();
  const processes = [people.auth, await people.createProcess()];
  const statuses = await Promise.all(
    Array.from({ length: 16 }, (_, index) =>
      people
        .browser({ process: processes[index % 2]!, address: `203.0.113.${index}` })
        .signIn(email, `wrong password ${index}`)
        .then(({ status }) => status),
    ),
  );
  expect(statuses.toSorted((a, b) => a - b)).toEqual([
    ...Array<number>(5).fill(401),
    ...Array<number>(11).fill(429),
  ]);
});

test("four failures a quarter of an hour are forgotten", async () => {
  const email = await people.person();
  for (let round = 0; round < 2; round += 1) {
    expect(await guess(people.browser(), email, 4)).toEqual([401, 401, 401, 401]);
    await people.pass(15 * MINUTE);
  }
  expect((await people.browser().signIn(email)).status).toBe(200);
});

test("a stranger shuts nobody out of a browser that signed in before", async () => {
  const email = await people.person();
  const own = people.browser();
  expect((await own.signIn(email)).status).toBe(200);
  await own.post("/sign-out", {});
  // From the same address, as in a class.
  expect((await guess(people.browser(), email, 6)).at(-1)).toBe(429);
  expect((await own.signIn(email)).status).toBe(200);

  expect(await guess(own, email, 6)).toEqual([401, 401, 401, 401, 401, 429]);
  const another = await people.person();
  expect((await own.signIn(another)).status).toBe(200);
});

test("a browser's word for itself is signed", async () => {
  const [email, own] = [await people.person(), await people.person()];
  const attacker = people.browser();
  const signedIn = await attacker.signIn(own);
  const device = signedIn.headers.getSetCookie().find((line) => line.includes("device="));
  expect(device).toMatch(/HttpOnly/i);
  expect(device).not.toContain(own);
  expect((await guess(attacker, email, 6)).at(-1)).toBe(429);
});

describe("a class behind one address", () => {
  test("signs in at the same minute, typos and all", async () => {
    const address = "192.0.2.40";
    const emails = await Promise.all(Array.from({ length: 12 }, () => people.person()));
    const statuses = await Promise.all(
      emails.map(async (email) => {
        const browser = people.browser({ address });
        return [(await browser.signIn(email, "a typo")).status, (await browser.signIn(email)).status];
      }),
    );
    expect(statuses).toEqual(emails.map(() => [401, 200]));
  });

  test("may share an account", async () => {
    const email = await people.person();
    const all = Array.from({ length: 9 }, () => people.browser({ address: "192.0.2.41" }).signIn(email));
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual(all.map(() => 200));
  });

  test("gets in whatever one of it guesses at the others", async () => {
    const address = "192.0.2.42";
    await networkFailed(address, 150);
    const [guessed, classmate] = [await people.person(), await people.person()];
    const attacker = people.browser({ address });
    expect(await guess(attacker, guessed, 2)).toEqual([401, 429]);
    expect((await people.browser({ address }).signIn(classmate)).status).toBe(200);
    expect((await people.browser({ address: "192.0.2.43" }).signIn(await people.person())).status).toBe(200);
  });

  test("only a flood closes it, and not for browsers that are known", async () => {
    const address = "2001:db8:1:2:a::1";
    const email = await people.person();
    const own = people.browser({ address });
    await own.signIn(email);
    await networkFailed("2001:db8:1:2::/64", 1_000);
    const refused = await people.browser({ address: "2001:db8:1:2::ffff" }).signIn(await people.person());
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({
      message: expect.stringMatching(/^Too many wrong passwords came from your network\. Try again in /),
    });
    expect((await own.signIn(email)).status).toBe(200);
  });
});

test("failures of a network are counted, right passwords are not", async () => {
  const address = "192.0.2.50";
  const email = await people.person();
  const browser = people.browser({ address });
  await guess(browser, email, 2);
  await guess(people.browser({ address }), "nobody@test.local", 1);
  await browser.signIn(email);
  const rows = await people.db.select().from(failedEntry);
  expect(rows.find(({ key }) => key === `network:${address}`)?.failures).toBe(3);
  expect(JSON.stringify(rows)).not.toContain("nobody");
});

test("an address that nobody has is answered as one that somebody has, after the same work", async () => {
  const { password } = await people.auth.$context;
  const work = [vi.spyOn(password, "hash"), vi.spyOn(password, "verify")];
  const calls = () => work.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  const answers = [];
  for (const email of [await people.person(), "no-such-person@test.local"]) {
    const before = calls();
    const response = await people.browser().signIn(email, "not the password");
    answers.push({
      status: response.status,
      body: await response.json(),
      headers: [...response.headers].map(([name]) => name),
      work: calls() - before,
    });
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]).toMatchObject({ status: 401, work: 1 });
});
