import { expect, test } from "vitest";
import { changesState, isSameOrigin } from "./request-origin.ts";
import { createSite } from "./site.ts";

const https = createSite({ baseUrl: "https://lab.example/path", host: "127.0.0.1", port: 3000 });
const local = createSite({ baseUrl: undefined, host: "127.0.0.1", port: 3000 });
const host = "lab.example";

test.each([
  [{ host, origin: "https://lab.example" }, true],
  [{ host: "Lab.Example:443", origin: "https://lab.example" }, true],
  [{ host, origin: "http://lab.example" }, false],
  [{ host, origin: "https://lab.example:3000" }, false],
  [{ host, origin: "https://lab.example.evil.example" }, false],
  [{ host, origin: "https://evil.example" }, false],
  [{ host: "evil.example", origin: "https://evil.example" }, false],
  [{ host: "evil.example", origin: "https://lab.example" }, false],
  [{ host: "evil.example" }, false],
  [{ host, origin: "http://localhost:3000" }, false],
  // A proxy that asks under our local name.
  [{ host: "127.0.0.1:3000", origin: "https://lab.example" }, true],
  [{ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" }, true],
  [{ host: "127.0.0.1:3000", origin: "https://127.0.0.1:3000" }, false],
  [{ host: "127.0.0.1:3000", origin: "http://localhost:3000" }, false],
  [{ host, origin: "null" }, false],
  [{ host, origin: "" }, false],
  [{ origin: "https://lab.example" }, false],
  [{ host }, true],
  [{ host, "sec-fetch-site": "same-origin" }, true],
  [{ host, "sec-fetch-site": "none" }, true],
  [{ host, "sec-fetch-site": "cross-site" }, false],
  [{ host, "sec-fetch-site": "same-site" }, false],
])("%j is of this https site: %s", (headers, expected) => {
  expect(isSameOrigin(headers, https)).toBe(expected);
});

test.each([
  [{ host: "localhost:3000", origin: "http://localhost:3000" }, true],
  [{ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" }, true],
  [{ host: "localhost:3000", origin: "https://localhost:3000" }, false],
  [{ host: "localhost:3000", origin: "http://localhost:3001" }, false],
  [{ host: "localhost:3000", origin: "http://localhost" }, false],
  [{ host: "evil.example:3000", origin: "http://evil.example:3000" }, false],
])("%j is of this machine's site: %s", (headers, expected) => {
  expect(isSameOrigin(headers, local)).toBe(expected);
});

test("reading methods change nothing", () => {
  expect(["GET", "HEAD", "OPTIONS", undefined].map(changesState)).toEqual([false, false, false, false]);
  expect(["POST", "PUT", "PATCH", "DELETE", "TRACE"].every(changesState)).toBe(true);
});
