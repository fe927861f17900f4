import { expect, test } from "vitest";
import { DEMO_PASSWORD } from "#models/cohorts/demo-password.ts";
import { passwordProblem } from "./password.ts";

const owner = { email: "anna.lopez42@example.org", name: "Anna López" };

test.each([
  ["short", "123456789", /at least 10/],
  ["nine signs that are eighteen code units", "😀😁😂😃😄😅😆😇😈", /at least 10/],
  ["too long", "long ".repeat(30), /at most 128/],
  ["common", "1q2w3e4r5t", /Many people/],
  ["common, in capitals", "QwertyUiop", /Many people/],
  ["a common word with digits behind", "football2026!", /Many people/],
  ["a common word between", "!!password!!", /Many people/],
  ["one character", "aaaaaaaaaaaa", /one pattern/],
  ["a part again and again", "abc1abc1abc1", /one pattern/],
  ["the alphabet", "abcdefghijkl", /one pattern/],
  ["backwards", "9876543210", /one pattern/],
  ["the address", "Anna.Lopez42@example.org", /your name or address/],
  ["its local part", "anna.lopez42", /your name or address/],
  ["its local part with other digits", "annalopez2026", /your name or address/],
  ["the name", "anna lópez", /your name or address/],
  ["what the README says", DEMO_PASSWORD, /Many people/],
])("%s is refused", (_, password, problem) => {
  expect(passwordProblem(password, owner)).toMatch(problem);
});

test.each([
  "correct horse battery",
  "a-long-enough-password",
  "слоны едят траву",
  "Xk92mmQ0-z",
  "🌊🌲🏔️ and rivers",
])("%s is taken", (password) => {
  expect(passwordProblem(password, owner)).toBeUndefined();
  expect(passwordProblem(password, { email: "", name: "" })).toBeUndefined();
});
