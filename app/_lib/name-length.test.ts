import { expect, test } from "vitest";
import { isTooLong, nameLength } from "./name-length.ts";

test.each([
  ["short", { kind: "fine" }],
  ["x".repeat(16), { kind: "near", text: "16 of 20 characters" }],
  ["x".repeat(20), { kind: "near", text: "20 of 20 characters" }],
  ["x".repeat(23), { kind: "over", text: "23 of 20 characters: 3 too many" }],
  [`  ${"x".repeat(20)}  `, { kind: "near", text: "20 of 20 characters" }],
])("%s", (text, expected) => {
  expect(nameLength(text, 20)).toEqual(expected);
  expect(isTooLong(text, 20)).toBe(expected.kind === "over");
});
