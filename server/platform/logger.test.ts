import { Writable } from "node:stream";
import { DrizzleQueryError } from "drizzle-orm";
import { expect, test } from "vitest";
import { createLogger } from "./logger.ts";

function logged(value: unknown): string {
  let text = "";
  const destination = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  createLogger({ LOG_LEVEL: "info" }, "test", destination).error({ err: value }, "it failed");
  return text;
}

test("of a query that failed, the log holds the statement and the cause, and no value", () => {
  const cause = new Error("the connection was lost");
  const failed = new DrizzleQueryError("select * from session where token = $1", ["secret-token"], cause);
  for (const error of [failed, new Error("outer", { cause: failed })]) {
    const text = logged(error);
    expect(text).toContain("from session where token = $1");
    expect(text).toContain("the connection was lost");
    expect(text).not.toContain("secret-token");
  }
});

test("of a lost connection, the log holds no client with its keys", () => {
  const lost = Object.assign(new Error("terminated"), { client: { secretKey: 1234567 } });
  expect(logged(lost)).toContain("terminated");
  expect(logged(lost)).not.toContain("1234567");
});

test("any other error is logged with its stack and code", () => {
  const error = Object.assign(new RangeError("too far"), { code: "E_FAR" });
  expect(JSON.parse(logged(error))).toMatchObject({
    name: "test",
    err: {
      type: "RangeError",
      message: "too far",
      code: "E_FAR",
      stack: expect.stringContaining("logger.test"),
    },
  });
});
