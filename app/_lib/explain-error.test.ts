import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { explainError, isNotThere } from "./explain-error.ts";

function answered(data: object | undefined): TRPCClientError<never> {
  return TRPCClientError.from({ error: { message: "No such run", code: -32_004, data } } as never);
}

test.each([
  { data: { appCode: "NOT_FOUND", code: "NOT_FOUND" }, expected: true },
  { data: { appCode: "FORBIDDEN", code: "FORBIDDEN" }, expected: true },
  { data: { appCode: null, code: "BAD_REQUEST" }, expected: true },
  { data: { appCode: "CONFLICT", code: "CONFLICT" }, expected: false },
  { data: { appCode: null, code: "INTERNAL_SERVER_ERROR" }, expected: false },
] as const)("$data.code: what the address names is not there: $expected", ({ data, expected }) => {
  expect(isNotThere(answered(data))).toBe(expected);
});

test("a lost connection says nothing about what is there", () => {
  const lost = TRPCClientError.from(new TypeError("Failed to fetch"));
  expect(isNotThere(lost)).toBe(false);
  expect(isNotThere(null)).toBe(false);
  expect(explainError(lost).message).toMatch(/could not be reached/);
});
