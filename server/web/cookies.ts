import type { IncomingMessage, ServerResponse } from "node:http";

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

export function readCookie({ headers }: IncomingMessage, name: string, isHttps: boolean): string | null {
  const start = `${fullName(name, isHttps)}=`;
  const found = (headers.cookie ?? "").split(/;\s*/).find((part) => part.startsWith(start));
  return found?.slice(start.length) ?? null;
}
