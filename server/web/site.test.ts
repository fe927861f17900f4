import { hostname, networkInterfaces } from "node:os";
import { expect, test } from "vitest";
import { createSite } from "./site.ts";

const own = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === "IPv4" && !address.internal)?.address;
const name = hostname().toLowerCase();

type Case = [host: string | undefined, origin: string | null];

/** What nobody may reach any site under: foreign names, other ports, and what is no host at all. */
const FOREIGN: Case[] = [
  "evil.example",
  "evil.example:3000",
  "localhost.evil.example:3000",
  "evil-localhost:3000",
  "lab.example.evil.example",
  "lab.example:3001",
  "localhost:3001",
  "x.localhost:3000",
  "localhost:3000@evil.example",
  "evil.example/localhost:3000",
  "evil.example#localhost:3000",
  "localhost:3000:3000",
  "[::1:3000",
  "localhost:",
  "",
  undefined,
].map((host): Case => [host, null]);

const LOOPBACK: Case[] = ["localhost:3000", "LocalHost:3000", "127.0.0.1:3000", "[::1]:3000"].map(
  (host): Case => [host, `http://${host.toLowerCase()}`],
);

test.each<[string, { baseUrl: string | undefined; host: string; port?: number }, Case[]]>([
  [
    "on this machine alone",
    { baseUrl: undefined, host: "127.0.0.1" },
    [...LOOPBACK, ["192.0.2.7:3000", null], [`${name}:3000`, null]],
  ],
  [
    "on every address: addresses and the machine's own names, which no stranger can point here",
    { baseUrl: undefined, host: "0.0.0.0" },
    [
      ...LOOPBACK,
      ["192.0.2.7:3000", "http://192.0.2.7:3000"],
      ["[2001:db8::1]:3000", "http://[2001:db8::1]:3000"],
      ["192.0.2.7", null],
      ["192.0.2.7:3001", null],
      [`${name}:3000`, `http://${name}:3000`],
      [`${name.split(".")[0]}.local:3000`, `http://${name.split(".")[0]}.local:3000`],
      [`${name}:3001`, null],
    ],
  ],
  [
    "on one address",
    { baseUrl: undefined, host: "192.0.2.7" },
    [...LOOPBACK, ["192.0.2.7:3000", "http://192.0.2.7:3000"], ["192.0.2.8:3000", null]],
  ],
  ["on one IPv6 address", { baseUrl: undefined, host: "::1" }, LOOPBACK],
  [
    "on port 80",
    { baseUrl: undefined, host: "127.0.0.1", port: 80 },
    [
      ["localhost", "http://localhost"],
      ["localhost:80", "http://localhost"],
      ["localhost:3000", null],
    ],
  ],
  [
    "behind a proxy that ends https",
    { baseUrl: "https://lab.example/", host: "127.0.0.1" },
    [
      ...LOOPBACK,
      ["lab.example", "https://lab.example"],
      ["LAB.example", "https://lab.example"],
      ["lab.example:443", "https://lab.example"],
      ["lab.example:80", null],
      ["lab.example:3000", null],
      ["192.0.2.7:3000", null],
    ],
  ],
  [
    "under a name and a port, on every address",
    { baseUrl: "http://the-machine:3000", host: "0.0.0.0" },
    [
      ...LOOPBACK,
      ["the-machine:3000", "http://the-machine:3000"],
      ["the-machine", null],
      ["192.0.2.7:3000", null],
      ["another-machine:3000", null],
      ...(own === undefined ? [] : ([[`${own}:3000`, `http://${own}:3000`]] satisfies Case[])),
    ],
  ],
  [
    "in a container whose port is another outside",
    { baseUrl: "http://localhost:8080", host: "0.0.0.0" },
    [
      ...LOOPBACK,
      ["localhost:8080", "http://localhost:8080"],
      ["127.0.0.1:8080", "http://127.0.0.1:8080"],
      ["evil.example:8080", null],
    ],
  ],
])("%s", (_, options, cases) => {
  const site = createSite({ port: 3000, ...options });
  for (const [host, origin] of [...cases, ...FOREIGN]) {
    expect.soft(site.originOf(host), String(host)).toBe(origin);
  }
});

test.each([
  ["127.0.0.1", undefined, "http://localhost:3000"],
  ["0.0.0.0", undefined, "http://localhost:3000"],
  ["192.0.2.7", undefined, "http://192.0.2.7:3000"],
  ["::1", undefined, "http://[::1]:3000"],
  ["0.0.0.0", "https://lab.example", "https://lab.example"],
])("on %s with BASE_URL %s people reach it at %s", (host, baseUrl, url) => {
  expect(createSite({ host, baseUrl, port: 3000 }).url).toBe(url);
});
