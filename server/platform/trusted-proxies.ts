import { BlockList, isIP } from "node:net";
import { z } from "zod";

function blockList(entries: readonly string[]): BlockList | null {
  const list = new BlockList();
  for (const entry of entries.flatMap((entry) => (entry === "loopback" ? ["127.0.0.0/8", "::1"] : [entry]))) {
    const [address = "", bits, ...rest] = entry.split("/");
    const family = isIP(address);
    const prefix = bits === undefined ? (family === 6 ? 128 : 32) : Number(bits);
    const isPrefix = bits === undefined || (/^\d{1,3}$/.test(bits) && prefix <= (family === 6 ? 128 : 32));
    if (family === 0 || !isPrefix || rest.length > 0) return null;
    list.addSubnet(address, prefix, family === 6 ? "ipv6" : "ipv4");
  }
  return list;
}

/** Addresses and networks such as 10.0.0.0/8, or "loopback", with commas between them; null where there are none. */
export const trustedProxies = z
  .string()
  .default("")
  .transform((text, context) => {
    const entries = text.split(/[\s,]+/).filter((entry) => entry !== "");
    if (entries.length === 0) return null;
    const list = blockList(entries);
    if (list !== null) return list;
    context.addIssue(`Expected addresses, networks such as 10.0.0.0/8, or "loopback", with commas: ${text}`);
    return z.NEVER;
  });
