import { createServer } from "node:net";

const ATTEMPTS = 50;

const LOOPBACK = "127.0.0.1";
const LOOPBACK_6 = "::1";
const NO_SUCH_ADDRESS = new Set(["EADDRNOTAVAIL", "EAFNOSUPPORT"]);

async function isFree(host: string, port: number): Promise<boolean> {
  if (!(await canListen(host, port))) return false;
  // Browsers take `localhost` for ::1 first: another program there would answer in our place.
  return host === LOOPBACK ? canListen(LOOPBACK_6, port) : true;
}

function canListen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(false);
      else if (host === LOOPBACK_6 && NO_SUCH_ADDRESS.has(error.code ?? "")) resolve(true);
      else reject(error);
    });
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The wanted port, or the next one that nobody listens on. 0 means any, chosen by the system. */
export async function freePort(host: string, wanted: number): Promise<number> {
  if (wanted === 0) return anyPort(host);
  for (let port = wanted; port < Math.min(wanted + ATTEMPTS, 65_536); port += 1) {
    if (await isFree(host, port)) return port;
  }
  throw new Error(`No free port from ${wanted} to ${wanted + ATTEMPTS - 1} on ${host}. Set PORT to another.`);
}

function anyPort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen({ host, port: 0 }, () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === "object") resolve(address.port);
        else reject(new Error("The system gave no port"));
      });
    });
  });
}
