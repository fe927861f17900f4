import { expect, test } from "vitest";
import { fitsRunFilter, RUN_FILTER_NAMES } from "#server/contract/run-choices.ts";
import { runFilter } from "#server/contract/run-list.ts";
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

test("what a page asks is what the server takes", () => {
  const lines = [
    "",
    " ",
    "active",
    "queued",
    "eurosat-rgb",
    "Euro SAT",
    "one\ntwo",
    "\u0000",
    "\u200bdeep",
    "\u2800",
  ];
  const long = ["a", "-"].flatMap((each) =>
    [29, 30, 31, 64, 65, 80, 81].map((length) => each.repeat(length)),
  );
  const ids = [
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "0190a2b4-3c5d-7e6f-8a9b-0c1d2e3f4a5b",
    "0190A2B4-3C5D-4E6F-AA9B-0C1D2E3F4A5B",
    "0190a2b4-3c5d-9e6f-8a9b-0c1d2e3f4a5b",
    "0190a2b4-3c5d-7e6f-ca9b-0c1d2e3f4a5b",
    "0190a2b4",
  ];
  for (const name of RUN_FILTER_NAMES) {
    for (const value of [...lines, ...long, ...ids]) {
      const { success } = runFilter.safeParse({ [name]: value });
      expect([name, value, fitsRunFilter(name, value)]).toEqual([name, value, success]);
    }
  }
});
