import { beforeAll, expect, test } from "vitest";
import { checkEmail, checkNewAccount, checkSignIn, judgePassword } from "./check-account.ts";
import { loadCommonPasswords } from "./judge-password.ts";

beforeAll(loadCommonPasswords);

test.each([
  ["someone@example.org", true],
  ["  someone@example.org ", true],
  ["", false],
  ["someone", false],
  ["some one@example.org", false],
  ["someone@example", false],
])("%j as an address: %s", (email, isFine) => {
  expect(checkEmail(email) === undefined).toBe(isFine);
});

test("a new account says everything that is missing at once", () => {
  expect(Object.keys(checkNewAccount({ name: " ", email: "x", password: "123456789" }))).toEqual([
    "name",
    "email",
    "password",
  ]);
  expect(checkNewAccount({ name: "A learner", email: "a@b.org", password: "rivers and roads" })).toEqual({});
});

test("an old password may be of any length", () => {
  expect(checkSignIn({ email: "a@b.org", password: "1" })).toEqual({});
  expect(checkSignIn({ email: "a@b.org", password: "" })).toHaveProperty("password");
});

test.each([
  ["", { hint: expect.stringContaining("At least 10 characters") }],
  ["river", { hint: "5 of at least 10 characters." }],
  ["football2026", { error: expect.stringContaining("Many people use this password") }],
  ["someone2026", { error: expect.stringContaining("your name or address") }],
  ["rivers and roads", { hint: "This password is fine." }],
])("while %j is typed as a password", (password, said) => {
  expect(judgePassword({ name: "A learner", email: "someone@example.org", password })).toEqual(said);
});
