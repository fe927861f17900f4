import type { IncomingMessage, ServerResponse } from "node:http";

/** One request and its answer on their way through the server. */
export type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  /** Parsed from the request line; the host in it is not the caller's. */
  url: URL;
  requestId: string;
};

export type Route = {
  /** How metrics call it. */
  name: string;
  /** A path itself, or everything under it where it ends in a slash. */
  path: string;
  methods: readonly string[];
  /** Longest body in bytes; 0 for routes that take none. */
  maxBodyBytes: number;
  /** What it takes comes from other sites, and is believed for what is in it alone. */
  isForOtherSites?: true;
  handle: (exchange: Exchange) => Promise<void>;
};

export function isRouteFor(route: Route, pathname: string): boolean {
  return route.path.endsWith("/") ? pathname.startsWith(route.path) : pathname === route.path;
}
