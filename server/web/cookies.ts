import type { IncomingMessage, ServerResponse } from "node:http";
import type { Exchange } from "./exchange.ts";

/** As many tabs as anybody opens at once. */
const MOST_ALIKE = 8;

type CookieOptions = {
  seconds: number;
  isHttps: boolean;
  /** Comes along when another site sends the browser here with a form. */
  isForOtherSites?: boolean;
};

/** `__Host-`: set by this very host over https, so that no neighbour under the same domain can put its own there. */
const fullName = (name: string, isHttps: boolean) => `${isHttps ? "__Host-" : ""}strata-${name}`;

/** For scripts of no page to read. With 0 seconds it is taken away. */
export function addCookie(
  response: ServerResponse,
  [name, value]: readonly [name: string, value: string],
  { seconds, isHttps, isForOtherSites = false }: CookieOptions,
): void {
  // Browsers take None over https alone; over http some send a cookie without the word with a form for two minutes.
  const sameSite = isForOtherSites ? (isHttps ? ["SameSite=None"] : []) : ["SameSite=Lax"];
  const parts = [
    `${fullName(name, isHttps)}=${value}`,
    "Path=/",
    `Max-Age=${seconds}`,
    "HttpOnly",
    ...sameSite,
    ...(isHttps ? ["Secure"] : []),
  ];
  response.appendHeader("Set-Cookie", parts.join("; "));
}

/**
 * Takes away all but the newest few cookies whose names begin so: a page that begins one after the other would else fill a browser
 * until no request of it is taken for its length. Browsers send the oldest first: RFC 6265, 5.4.
 */
export function dropOldCookies(
  { request, response }: Pick<Exchange, "request" | "response">,
  prefix: string,
  options: Omit<CookieOptions, "seconds">,
): void {
  const start = fullName(prefix, options.isHttps);
  const names = (request.headers.cookie ?? "")
    .split(/;\s*/)
    .filter((part) => part.startsWith(start))
    .map((part) => `${prefix}${part.slice(start.length).split("=")[0] ?? ""}`);
  for (const name of names.slice(0, -(MOST_ALIKE - 1))) {
    addCookie(response, [name, ""], { ...options, seconds: 0 });
  }
}

export function readCookie({ headers }: IncomingMessage, name: string, isHttps: boolean): string | null {
  const start = `${fullName(name, isHttps)}=`;
  const found = (headers.cookie ?? "").split(/;\s*/).find((part) => part.startsWith(start));
  return found?.slice(start.length) ?? null;
}
