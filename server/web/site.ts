import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";
import { isAnyAddress, listenedUrl } from "#server/platform/listened-url.ts";
import { siteUrl } from "#server/platform/site-url.ts";

export type Site = {
  /** Where people reach it. */
  url: string;
  /** The origin of the pages that a request with this `Host` belongs to; null where the host is not ours. */
  originOf: (host: string | undefined) => string | null;
};

type SiteOptions = {
  /** What the operator says; decides alone for names, where it is given. */
  baseUrl: string | undefined;
  /** What the server listens on. */
  host: string;
  port: number;
};

const HOST_HEADER = /^(?:\[[\da-f:.]+\]|[^\s:/?#@\\[\]]+)(?::\d{1,5})?$/i;
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Knows under which hosts the site is itself. A foreign name whose address someone points at this machine (rebinding)
 * makes a browser treat our answers as that name's own; an address, or a name that nobody else can point here, does not.
 */
export function createSite({ baseUrl, host: listensOn, port }: SiteOptions): Site {
  const url = siteUrl({ BASE_URL: baseUrl, HOST: listensOn }, port);
  const own = new URL(url);
  const listened = new URL(listenedUrl(listensOn, port)).hostname;

  function isListenedName(name: string): boolean {
    if (LOOPBACK.has(name) || name === listened) return true;
    if (!isAnyAddress(listensOn)) return false;
    if (baseUrl !== undefined) return isAddress(name) && ownAddresses().has(name);
    return isAddress(name) || ownNames().has(name);
  }

  function originOf(host: string | undefined): string | null {
    if (host === undefined || !HOST_HEADER.test(host)) return null;
    const asBase = parse(`${own.protocol}//${host}`);
    if (asBase === null) return null;
    if (asBase.host === own.host) return own.origin;
    // A browser says 127.0.0.1 or localhost as its person typed it.
    const isOtherLoopback = LOOPBACK.has(own.hostname) && LOOPBACK.has(asBase.hostname);
    if (isOtherLoopback && asBase.port === own.port) return asBase.origin;
    const asListened = parse(`http://${host}`);
    if (asListened === null || Number(asListened.port || 80) !== port) return null;
    return isListenedName(asListened.hostname) ? asListened.origin : null;
  }

  return { url, originOf };
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** As a URL has it: an IPv6 address stands in brackets. */
function isAddress(name: string): boolean {
  return isIP(name.replace(/^\[(.*)\]$/, "$1")) !== 0;
}

function ownNames(): Set<string> {
  const full = hostname().toLowerCase();
  const [first = full] = full.split(".");
  return new Set([full, first, `${first}.local`]);
}

/** Read anew: a laptop changes them. */
function ownAddresses(): Set<string> {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return new Set(
    addresses.map(({ address, family }) =>
      family === "IPv6" ? (parse(`http://[${address.split("%")[0]}]`)?.hostname ?? "") : address,
    ),
  );
}
