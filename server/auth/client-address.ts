import type { IncomingMessage } from "node:http";
import { isIP, type BlockList } from "node:net";

/** Set by the server on every request, whatever the client sent under this name. */
export const CLIENT_ADDRESS_HEADER = "x-strata-client-address";

/**
 * Notes who asks, for sign-in limits. Call it before better-auth's handler: without it, a client could name any address
 * it likes.
 */
export function noteClientAddress(request: IncomingMessage, proxies: BlockList | null): void {
  const { remoteAddress = "unknown" } = request.socket;
  request.headers[CLIENT_ADDRESS_HEADER] = clientAddress(
    remoteAddress,
    request.headers["x-forwarded-for"],
    proxies,
  );
}

/**
 * Who connected; behind proxies that are trusted, whom the nearest of them that is trusted says. What stands further left
 * in X-Forwarded-For was written by anyone.
 */
export function clientAddress(
  remoteAddress: string,
  forwardedFor: string | string[] | undefined,
  proxies: BlockList | null,
): string {
  let client = withoutPort(remoteAddress) ?? remoteAddress;
  if (proxies === null || forwardedFor === undefined) return client;
  const hops = [forwardedFor].flat().join(",").split(",");
  while (isProxy(client, proxies)) {
    const hop = withoutPort(hops.pop()?.trim() ?? "");
    if (hop === null) break;
    client = hop;
  }
  return client;
}

/** What one person cannot leave at will: an IPv4 address, or the first half of an IPv6 one. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("%")[0]?.split("::") ?? [];
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  const groups = [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(":")}::/64`;
}

function isProxy(address: string, proxies: BlockList): boolean {
  const family = isIP(address);
  return family !== 0 && proxies.check(address, family === 6 ? "ipv6" : "ipv4");
}

/** An address as it stands in a header, in one form for IPv4; null where it is none. */
function withoutPort(text: string): string | null {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = /^::ffff:([\d.]+)$/i.exec(bare)?.[1] ?? bare;
  return isIP(address) === 0 ? null : address.toLowerCase();
}
