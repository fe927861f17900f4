import type { IncomingHttpHeaders } from "node:http";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** True for a method that may change something, and so needs `isSameOrigin`. */
export function changesState(method: string | undefined): boolean {
  return !SAFE_METHODS.has(method ?? "GET");
}

/**
 * Whether a request comes from a page of this site. Browsers name the page's origin on every state-changing request and
 * every websocket handshake; a program that is no browser sends none and has no cookies of anyone's to abuse.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, baseUrl: string | undefined): boolean {
  const { origin, host } = headers;
  if (origin === undefined) {
    const site = headers["sec-fetch-site"];
    return site === undefined || site === "same-origin" || site === "none";
  }
  if (baseUrl !== undefined && origin === new URL(baseUrl).origin) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase();
}
