import type { Environment } from "./env.ts";
import { isAnyAddress, listenedUrl } from "./listened-url.ts";

/** Where people reach the site: BASE_URL, or what HOST and the port make of it. */
export function siteUrl({ BASE_URL, HOST }: Pick<Environment, "BASE_URL" | "HOST">, port: number): string {
  if (BASE_URL !== undefined) return BASE_URL;
  const isLocal = HOST === "127.0.0.1" || isAnyAddress(HOST);
  return isLocal ? `http://localhost:${port}` : listenedUrl(HOST, port);
}
