import { BlockList, isIP } from "node:net";

const IPV4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const;
const IPV6 = [
  ["::", 96],
  ["64:ff9b::", 32],
  ["100::", 64],
  ["2001::", 32],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 9],
  ["ff00::", 8],
] as const;

const BLOCKED = new BlockList();
for (const [network, prefix] of IPV4) BLOCKED.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of IPV6) BLOCKED.addSubnet(network, prefix, "ipv6");

const MAPPED = /^::ffff:(?:(\d+\.\d+\.\d+\.\d+)|([\da-f]{1,4}):([\da-f]{1,4}))$/i;

/** Whether an address is no machine of the open internet: this one, its network, what is reserved. Of IANA's registries. */
export function isPrivateAddress(address: string): boolean {
  const [bare = ""] = address.split("%");
  const inner = mappedAddress(bare) ?? bare;
  const family = isIP(inner);
  return family === 0 || BLOCKED.check(inner, family === 6 ? "ipv6" : "ipv4");
}

/** The IPv4 address that an IPv6 one stands for. */
function mappedAddress(address: string): string | null {
  const [, dotted, high, low] = MAPPED.exec(address) ?? [];
  if (dotted !== undefined) return dotted;
  if (high === undefined || low === undefined) return null;
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join(".");
}
