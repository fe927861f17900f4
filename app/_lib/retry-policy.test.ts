import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { isWorthRetrying, retryDelay } from "./retry-policy.ts";

function answered(
  httpStatus: number,
  retryAfterSeconds: number | null = null,
  appCode: string | null = null,
): TRPCClientError<never> {
  const data = { appCode, code: "ANY", httpStatus, retryAfterSeconds };
  return TRPCClientError.from({ error: { message: "No", code: -32_004, data } } as never);
}
const lost = TRPCClientError.from(new TypeError("Failed to fetch"));

test.each([
  { error: lost, isWorth: true, delay: 1000 },
  { error: answered(500), isWorth: true, delay: 1000 },
  { error: answered(503, null, "STORAGE_FULL"), isWorth: false, delay: 1000 },
  { error: answered(404), isWorth: false, delay: 1000 },
  { error: answered(429), isWorth: false, delay: 1000 },
  { error: answered(429, 8), isWorth: true, delay: 8000 },
  { error: answered(503, 2), isWorth: true, delay: 2000 },
  { error: answered(429, 600), isWorth: false, delay: 600_000 },
])("$error.data.httpStatus, $error.data.retryAfterSeconds: again $isWorth", ({ error, isWorth, delay }) => {
  expect(isWorthRetrying(0, error)).toBe(isWorth);
  expect(isWorthRetrying(3, error)).toBe(false);
  expect(retryDelay(0, error)).toBe(delay);
});

test("a server that says nothing is asked ever less often", () => {
  expect([0, 1, 2, 9].map((failures) => retryDelay(failures, lost))).toEqual([1000, 2000, 4000, 30_000]);
});
