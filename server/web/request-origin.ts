import type { IncomingHttpHeaders } from "node:http";
import type { Site } from "./site.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** True for a method that may change something, and so needs `isSameOrigin`. */
export function changesState(method: string | undefined): boolean {
  return !SAFE_METHODS.has(method ?? "GET");
}

/**
 * Whether a request comes from a page of this site: scheme, host and port are the site's. Browsers name the page's
 * origin on every state-changing request and every websocket handshake; a program that is no browser sends none and has
 * no cookies of anyone's to abuse.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, site: Site): boolean {
  const ofHost = site.originOf(headers.host);
  if (ofHost === null) return false;
  const { origin } = headers;
  if (origin === undefined) {
    const from = headers["sec-fetch-site"];
    return from === undefined || from === "same-origin" || from === "none";
  }
  // A proxy may ask us under our local name, for a page of the public one.
  return origin === ofHost || origin === new URL(site.url).origin;
}
