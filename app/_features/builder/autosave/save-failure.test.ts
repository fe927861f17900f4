import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { saveFailureOf } from "./save-failure.ts";

function answered(appCode: string, httpStatus: number, retryAfterSeconds: number | null = null) {
  const data = { appCode, code: appCode, httpStatus, retryAfterSeconds };
  return TRPCClientError.from({ error: { message: "Words", code: -32_004, data } } as never);
}

test.each([
  [answered("CONFLICT", 409), { kind: "conflict" }],
  [answered("RATE_LIMITED", 429, 8), { kind: "later", message: "Words", retryAfterMs: 8000 }],
  [answered("QUOTA_EXCEEDED", 429), { kind: "refused", message: "Words" }],
  [answered("INVALID_INPUT", 400), { kind: "refused", message: "Words" }],
  [answered("UNAVAILABLE", 503, 2), { kind: "unreachable", retryAfterMs: 2000 }],
  [answered("INTERNAL", 500), { kind: "unreachable" }],
  [TRPCClientError.from(new TypeError("Failed to fetch")), { kind: "unreachable" }],
])("%s", (error, expected) => {
  expect(saveFailureOf(error)).toEqual(expected);
});
