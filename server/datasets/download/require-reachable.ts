import { connect } from "node:net";
import { DatasetError } from "../dataset-error.ts";

/**
 * Opens and closes a connection, so that a machine without network learns it within seconds: `fetch` itself offers
 * no timeout for connecting alone, and a server that has been reached may take its time to answer.
 */
export async function requireReachable(url: string, timeoutMs: number, signal?: AbortSignal): Promise<void> {
  const { hostname, port, protocol } = new URL(url);
  const defaultPort = protocol === "http:" ? 80 : 443;
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host: hostname, port: port === "" ? defaultPort : Number(port) });
    const timer = setTimeout(() => fail(`no connection within ${timeoutMs / 1000} s`), timeoutMs);
    const abort = (): void => finish(() => reject(signal?.reason));

    function finish(settle: () => void): void {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      socket.destroy();
      settle();
    }
    function fail(reason: string): void {
      finish(() => reject(new DatasetError("DOWNLOAD_FAILED", `${hostname} cannot be reached: ${reason}`)));
    }

    socket.once("connect", () => finish(resolve));
    socket.once("error", (error) => fail(error.message));
    if (signal?.aborted === true) abort();
    else signal?.addEventListener("abort", abort, { once: true });
  });
}
