import type { lookup } from "node:dns";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAskOutside } from "./ask-outside.ts";
import { isPrivateAddress } from "./private-address.ts";

let asked = 0;
const server = createServer((request, response) => {
  asked += 1;
  if (request.url === "/elsewhere") response.writeHead(302, { Location: "/" }).end();
  else if (request.url === "/long") response.end("x".repeat(2_000));
  else response.end("here");
});
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => void server.close(resolve)));

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.31.255.255",
  "192.168.0.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "255.255.255.255",
  "::1",
  "::",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "::127.0.0.1",
  "64:ff9b::7f00:1",
  "fe80::1%eth0",
  "fd00::1",
  "2002:7f00:1::",
  "no address",
])("%s is no machine of the open internet", (address) => expect(isPrivateAddress(address)).toBe(true));

test.each(["1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:1.1.1.1"])(
  "%s is one",
  (address) => expect(isPrivateAddress(address)).toBe(false),
);

test.each([
  "http://1.1.1.1/",
  "https://127.0.0.1/",
  "https://2130706433/",
  "https://0x7f.1/",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://localhost/",
  "https://localhost./",
  "https://name:word@example.org/",
  "file:///etc/passwd",
  "no address",
])("%s is refused before anything is asked", async (address) => {
  const ask = createAskOutside({ allowsPrivate: false });
  await expect(ask(address)).rejects.toMatchObject({ name: "PlatformTrouble", kind: "refused" });
});

test("a name that leads to this machine is refused where it is looked up", async () => {
  const addresses = [
    { address: "1.1.1.1", family: 4 },
    { address: "127.0.0.1", family: 4 },
  ];
  const lookUp = ((_: string, __: object, done: (error: null, found: typeof addresses) => void) =>
    done(null, addresses)) as typeof lookup;
  const strict = createAskOutside({ allowsPrivate: false, lookUp });
  await expect(strict(`https://platform.example:${port}/`)).rejects.toMatchObject({ kind: "refused" });
  expect(asked).toBe(0);
});

test("no redirect is followed, and no answer read that is too long", async () => {
  const ask = createAskOutside({ allowsPrivate: true, maxBytes: 1_000 });
  expect(await ask(`http://127.0.0.1:${port}/`)).toMatchObject({ status: 200, text: "here" });
  const before = asked;
  expect((await ask(`http://localhost:${port}/elsewhere`)).status).toBe(302);
  expect(asked).toBe(before + 1);
  await expect(ask(`http://127.0.0.1:${port}/long`)).rejects.toMatchObject({ kind: "refused" });
  await expect(ask("http://127.0.0.1:1/")).rejects.toMatchObject({ kind: "away" });
});
