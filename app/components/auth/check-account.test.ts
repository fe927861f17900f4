import { expect, test } from "vitest";
import { checkEmail, checkNewAccount, checkSignIn } from "./check-account.ts";

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
  expect(Object.keys(checkNewAccount({ name: " ", email: "x", password: "1234567" }))).toEqual([
    "name",
    "email",
    "password",
  ]);
  expect(checkNewAccount({ name: "A learner", email: "a@b.org", password: "12345678" })).toEqual({});
});

test("an old password may be of any length", () => {
  expect(checkSignIn({ email: "a@b.org", password: "1" })).toEqual({});
  expect(checkSignIn({ email: "a@b.org", password: "" })).toHaveProperty("password");
});
