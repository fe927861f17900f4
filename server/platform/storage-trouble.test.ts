import { expect, test } from "vitest";
import { AppError } from "./errors.ts";
import { StorageAway } from "./storage-away.ts";
import { expectedError, isDatabaseAway } from "./storage-trouble.ts";

const coded = (code: string, more: object = {}) => Object.assign(new Error("words"), { code }, more);
const wrapped = (cause: Error) => new Error("Failed query", { cause: new Error("outer", { cause }) });

test.each([
  ["the server ends", coded("57P01"), true],
  ["the server crashed", coded("57P02"), true],
  ["the server recovers", coded("57P03"), true],
  ["the connection failed", coded("08006"), true],
  ["nobody listens", coded("ECONNREFUSED", { syscall: "connect" }), true],
  ["the connection broke", coded("ECONNRESET", { syscall: "read" }), true],
  ["the connection ended", new Error("Connection terminated unexpectedly"), true],
  ["the pool gave up", new Error("timeout exceeded when trying to connect"), true],
  ["a reader left", coded("ECONNRESET"), false],
  ["a statement took too long", coded("57014"), false],
  ["a row is there already", coded("23505"), false],
  ["a mistake of ours", new TypeError("undefined is not a function"), false],
])("%s", (_, error, isAway) => {
  expect(isDatabaseAway(error)).toBe(isAway);
  expect(isDatabaseAway(wrapped(error))).toBe(isAway);
  expect(expectedError(wrapped(error), false)?.code).toBe(isAway ? "UNAVAILABLE" : undefined);
});

test("a lost write says that it may have been done, a full disk that it was not", () => {
  expect(expectedError(coded("57P02"), true)).toMatchObject({
    message: expect.stringMatching(/may or may not have been done/),
    retryAfterSeconds: 2,
  });
  for (const code of ["53100", "ENOSPC"]) {
    expect(expectedError(wrapped(coded(code)), true)).toMatchObject({ code: "STORAGE_FULL" });
  }
  const refused = new AppError("CONFLICT", "Saved by another");
  expect(expectedError(refused, true)).toBe(refused);
});

test("files that are out of reach are not taken for the database, and nobody is told where they lie", () => {
  const cause = coded("ECONNREFUSED", { syscall: "connect" });
  const away = new StorageAway("The storage at http://minio:9000 cannot be reached", { cause });
  expect(isDatabaseAway(away)).toBe(false);
  expect(isDatabaseAway(wrapped(away))).toBe(false);
  expect(expectedError(away, true)).toMatchObject({ code: "UNAVAILABLE", retryAfterSeconds: 5 });
  expect(away.message).not.toContain("minio");
});
