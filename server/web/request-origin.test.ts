import { expect, test } from "vitest";
import { changesState, isSameOrigin } from "./request-origin.ts";

const host = "strata.example:3000";

test.each([
  [{ host, origin: "http://strata.example:3000" }, true],
  [{ host: "Strata.Example:3000", origin: "http://strata.example:3000" }, true],
  [{ host, origin: "https://lab.example" }, true],
  [{ host, origin: "https://lab.example.evil.example" }, false],
  [{ host, origin: "http://strata.example:3001" }, false],
  [{ host, origin: "http://evil.example" }, false],
  [{ host, origin: "null" }, false],
  [{ host, origin: "" }, false],
  [{ origin: "http://strata.example:3000" }, false],
  [{ host }, true],
  [{ host, "sec-fetch-site": "same-origin" }, true],
  [{ host, "sec-fetch-site": "cross-site" }, false],
  [{ host, "sec-fetch-site": "same-site" }, false],
])("%j is of this site: %s", (headers, expected) => {
  expect(isSameOrigin(headers, "https://lab.example/path")).toBe(expected);
});

test("without a base URL only the host decides", () => {
  expect(isSameOrigin({ host, origin: "https://lab.example" }, undefined)).toBe(false);
});

test("reading methods change nothing", () => {
  expect(["GET", "HEAD", "OPTIONS", undefined].map(changesState)).toEqual([false, false, false, false]);
  expect(["POST", "PUT", "PATCH", "DELETE", "TRACE"].every(changesState)).toBe(true);
});
