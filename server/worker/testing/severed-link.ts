import { createServer, connect, type Socket } from "node:net";
import { once } from "node:events";

export type SeveredLink = {
  /** The same server, by way of this link. */
  url: string;
  /** Ends every connection and lets none come up, until `mend`. */
  sever: () => void;
  mend: () => void;
  close: () => Promise<void>;
};

/** A way to a database that a test can cut, for a server that others use at the same time. */
export async function createSeveredLink(databaseUrl: string): Promise<SeveredLink> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isSevered = false;
  const server = createServer((near) => {
    if (isSevered) {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket
        .on("error", () => undefined)
        .on("close", () => {
          sockets.delete(socket);
          other.destroy();
        });
      socket.pipe(other);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;

  function sever(): void {
    isSevered = true;
    for (const socket of sockets) socket.destroy();
  }

  return {
    url: Object.assign(new URL(databaseUrl), { hostname: "127.0.0.1", port: String(port) }).href,
    sever,
    mend: () => void (isSevered = false),
    async close() {
      sever();
      const closed = once(server, "close");
      server.close();
      await closed;
    },
  };
}
