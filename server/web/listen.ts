import type { Server } from "node:http";

/** Another program listens on the wanted port. */
export class PortInUse extends Error {
  override readonly name = "PortInUse";

  constructor(host: string, port: number) {
    super(`Port ${port} on ${host} is taken by another program. Set PORT to another.`);
  }
}

/** Listens and says on which port, which matters where 0 was asked for. @throws PortInUse */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new PortInUse(host, port) : error);
    });
    server.listen({ host, port }, () => {
      const address = server.address();
      resolve(address !== null && typeof address === "object" ? address.port : port);
    });
  });
}
