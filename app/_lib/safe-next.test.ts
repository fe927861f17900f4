import { expect, test } from "vitest";
import { safeNext } from "./safe-next.ts";

test.each([
  ["/cohorts/1/runs?x=1#top", "/cohorts/1/runs?x=1#top"],
  ["/join/ABCDE-FGHJK", "/join/ABCDE-FGHJK"],
  ["/a/../b", "/b"],
  ["//evil.example/x", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["https://evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["cohorts", "/"],
  ["", "/"],
  [null, "/"],
  [undefined, "/"],
])("%j leads to %s", (next, expected) => {
  expect(safeNext(next)).toBe(expected);
});

test.each(["/..//evil.example", "/.//evil.example", "/x/..//evil.example"])(
  "%s stays on the site when it is read again",
  (next) => {
    expect(new URL(safeNext(next), "http://site.example").origin).toBe("http://site.example");
  },
);
