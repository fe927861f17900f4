import { lookup } from "node:dns/promises";
import { isPrivateAddress } from "#server/platform/private-address.ts";

export type AddressesOf = (host: string) => Promise<readonly string[]>;

const MOST_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Where a redirect leads that is not gone along with, in words that end a sentence. */
export class RedirectRefused extends Error {}

type Following = {
  headers: Record<string, string>;
  signal: AbortSignal;
  addressesOf?: AddressesOf | undefined;
};

/**
 * `fetch` that goes along with redirects, as publishers of large files answer, but neither from an encrypted connection to an
 * open one nor from a public address to this machine or its network: what lies there is nobody's to ask for.
 * @throws RedirectRefused.
 */
export async function fetchFollowing(
  url: string,
  { headers, signal, addressesOf = lookedUp }: Following,
): Promise<Response> {
  let from = new URL(url);
  for (let redirects = 0; ; redirects += 1) {
    const response = await fetch(from, { headers, signal, redirect: "manual" });
    const location = response.headers.get("location");
    if (!REDIRECTS.has(response.status) || location === null) return response;
    await response.body?.cancel();
    if (redirects === MOST_REDIRECTS)
      throw new RedirectRefused("the server sends from one place to the next");
    from = await followed(from, location, addressesOf);
  }
}

async function followed(from: URL, location: string, addressesOf: AddressesOf): Promise<URL> {
  const to = URL.canParse(location, from) ? new URL(location, from) : null;
  if (to === null || !["http:", "https:"].includes(to.protocol) || to.username !== "" || to.password !== "") {
    throw new RedirectRefused("the server sends on to an address that is none");
  }
  if (from.protocol === "https:" && to.protocol !== "https:") {
    throw new RedirectRefused(`the server sends on to ${to.host}, where nothing is encrypted`);
  }
  if (to.host !== from.host && (await isInside(to, addressesOf)) && !(await isInside(from, addressesOf))) {
    throw new RedirectRefused(`the server sends on to ${to.host}, which is a private address`);
  }
  return to;
}

/** One address that is private is enough: which one is taken is not ours to say. */
async function isInside({ hostname }: URL, addressesOf: AddressesOf): Promise<boolean> {
  return (await addressesOf(hostname.replaceAll(/^\[|\]$/g, ""))).some(isPrivateAddress);
}

async function lookedUp(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}
