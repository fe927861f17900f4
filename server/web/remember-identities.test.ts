import { expect, test } from "vitest";
import { rememberIdentities } from "./remember-identities.ts";

const person = (userId: string) => ({
  actor: { id: userId, name: userId },
  userId,
  sessionId: `s-${userId}`,
});

function setUp() {
  const lookUps: string[] = [];
  const sessions = new Map([["cookie=a", person("a")]]);
  let nowMs = 0;
  const identities = rememberIdentities(
    async ({ cookie = "" }) => {
      lookUps.push(cookie);
      return sessions.get(cookie) ?? null;
    },
    () => nowMs,
  );
  const ask = (cookie: string) => identities.identify({ cookie });
  return { ...identities, ask, lookUps, sessions, pass: (ms: number) => (nowMs += ms) };
}

test("one look is enough for a moment, and not for longer", async () => {
  const { ask, lookUps, pass } = setUp();
  expect(await ask("cookie=a")).toEqual(person("a"));
  expect(await ask("cookie=a")).toEqual(person("a"));
  expect(lookUps).toHaveLength(1);
  pass(10_001);
  await ask("cookie=a");
  expect(lookUps).toHaveLength(2);
});

test("nobody is not remembered: a session that begins counts at once", async () => {
  const { ask, sessions } = setUp();
  expect(await ask("cookie=b")).toBeNull();
  sessions.set("cookie=b", person("b"));
  expect(await ask("cookie=b")).toEqual(person("b"));
});

test("whose access has changed is asked for again, others are not", async () => {
  const { ask, forget, forgetAll, lookUps, sessions } = setUp();
  sessions.set("cookie=b", person("b"));
  await ask("cookie=a");
  await ask("cookie=b");
  sessions.delete("cookie=a");
  forget("a");
  expect(await ask("cookie=a")).toBeNull();
  expect(await ask("cookie=b")).toEqual(person("b"));
  expect(lookUps).toEqual(["cookie=a", "cookie=b", "cookie=a"]);
  sessions.clear();
  forgetAll();
  expect(await ask("cookie=b")).toBeNull();
});

test("an answer that was under way when access changed is not kept", async () => {
  const { ask, forget, sessions } = setUp();
  const early = ask("cookie=a");
  sessions.delete("cookie=a");
  forget("a");
  expect(await early).toEqual(person("a"));
  expect(await ask("cookie=a")).toBeNull();
});
