import { expect, test } from "vitest";
import { addressOf, cleared, inputOf, isNarrowed, viewOf } from "./runs-address.ts";

const at = (address: string) => viewOf(new URLSearchParams(address));

test("an address holds all that a list shows, and nothing for what it shows anyway", () => {
  const address = "?q=deep+net&state=active&dataset=eurosat-rgb&person=me&tag=a%26b&hidden=1&sort=best";
  expect(addressOf(at(address))).toBe(address);
  expect(addressOf(at(""))).toBe("");
  expect(addressOf(at("sort=newest&hidden=0&q=+"))).toBe("");
});

test("what cannot be is left out of what is asked", () => {
  const asked = inputOf("c", at("state=lost&design=1&sort=worst&q=%00&tag=x"));
  expect(asked).toEqual({ cohortId: "c", tag: "x", hidden: "without", sort: "newest" });
  expect(inputOf("c", at("person=me&hidden=1"))).toEqual({
    cohortId: "c",
    startedByMe: true,
    hidden: "only",
    sort: "newest",
  });
});

test("whose runs they are is no filter that is cleared", () => {
  expect(isNarrowed(at("person=me&sort=best"))).toBe(false);
  expect(isNarrowed(at("person=p1"))).toBe(true);
  expect(addressOf(cleared(at("person=me&q=x&tag=y&sort=best")))).toBe("?person=me&sort=best");
  expect(addressOf(cleared(at("person=p1&hidden=1")))).toBe("");
});
