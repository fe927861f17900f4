import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { freePort } from "./free-port.ts";

const HOST = "127.0.0.1";
const open: Server[] = [];

async function occupy(port: number): Promise<number | null> {
  const server = createServer();
  const outcome = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false));
    server.listen({ host: HOST, port, exclusive: true }, () => resolve(true));
  });
  if (!outcome) return null;
  open.push(server);
  return (server.address() as AddressInfo).port;
}

/** Takes two ports in a row, below those that a system hands out: nobody takes the next ones unasked meanwhile. */
async function occupyTwoInRow(): Promise<number> {
  for (;;) {
    const first = 10_000 + Math.floor(Math.random() * 20_000);
    if ((await occupy(first)) !== null && (await occupy(first + 1)) !== null) return first;
  }
}

afterEach(async () => {
  for (const server of open.splice(0)) {
    server.close();
    await once(server, "close");
  }
});

test("a free port is given as wanted", async () => {
  const port = await freePort(HOST, (await occupyTwoInRow()) + 2);
  expect(await freePort(HOST, port)).toBe(port);
});

test("a taken port is passed over, and so is a taken one after it", async () => {
  const taken = await occupyTwoInRow();
  const given = await freePort(HOST, taken);
  expect(given).toBeGreaterThan(taken + 1);
  expect(await occupy(given)).toBe(given);
});

test("0 gives any port that can be listened on", async () => {
  const given = await freePort(HOST, 0);
  expect(await occupy(given)).toBe(given);
});

test("an address that is not this machine's is an error, not an endless search", async () => {
  await expect(freePort("192.0.2.1", 3000)).rejects.toThrow(/EADDRNOTAVAIL/);
});
