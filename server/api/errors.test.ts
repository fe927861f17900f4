import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { connectDatabase } from "#db/client.ts";
import { APP_ERROR_CODES, AppError } from "#server/platform/errors.ts";
import type { ServiceDeps } from "#server/services/context.ts";
import { router, sessionProcedure } from "./trpc.ts";

const away = connectDatabase("postgres://127.0.0.1:1/none");
// No verb here reaches what services stand on; limits find their database away.
const deps = { db: away.db } as ServiceDeps;

// Under the names of queries that may be asked as often as one likes.
const failing = router({
  cohort: router({
    list: sessionProcedure.input(z.enum(APP_ERROR_CODES)).query(({ input }) => {
      throw new AppError(input, `message of ${input}`, { cause: new Error("secret cause") });
    }),
    get: sessionProcedure.query(() => {
      throw new Error("password=hunter2");
    }),
    create: sessionProcedure.mutation(() => "made"),
  }),
});
const expected = "cohort.list";
const unexpected = "cohort.get";

let server: Server;
let base: string;
const logged: unknown[] = [];

beforeAll(async () => {
  const handler = createHTTPHandler({
    router: failing,
    createContext: () => ({ requestId: "request-7", actor: { id: "1", name: "A learner" }, deps }),
    onError: ({ error }) => logged.push(error.cause),
  });
  server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await away.close();
});

async function ask(path: string, input?: unknown) {
  const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const response = await fetch(`${base}/${path}${query}`);
  const text = await response.text();
  return { status: response.status, text, error: JSON.parse(text).error };
}

test.each(APP_ERROR_CODES)("%s arrives with its code and its message", async (code) => {
  const { status, error, text } = await ask(expected, code);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status === 500).toBe(false);
  expect(error).toMatchObject({
    message: `message of ${code}`,
    data: { appCode: code, requestId: "request-7" },
  });
  expect(text).not.toContain("secret cause");
});

test("anything else becomes one message with the request's number, and is logged", async () => {
  const { status, text, error } = await ask(unexpected);
  expect(status).toBe(500);
  expect(error).toMatchObject({
    message: expect.stringContaining("request-7"),
    data: { appCode: null },
  });
  expect(text).not.toMatch(/hunter2|stack/);
  expect(logged).toContainEqual(new Error("password=hunter2"));
});

test("wrong input is named in words", async () => {
  const { status, error } = await ask(expected, "NO_SUCH");
  expect(status).toBe(400);
  expect(error).toMatchObject({
    message: expect.stringMatching(/^Invalid/),
    data: { appCode: "INVALID_INPUT" },
  });
});

test("a write that found the database away before it began was certainly not done, and is told so", async () => {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${base}/cohort.create`, { method: "POST", headers, body: "{}" });
  expect(response.status).toBe(503);
  expect(JSON.parse(await response.text()).error).toMatchObject({
    message: expect.stringMatching(/is away for a moment/),
    data: { appCode: "UNAVAILABLE", retryAfterSeconds: 2 },
  });
});
