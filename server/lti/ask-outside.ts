import { lookup as lookUpName } from "node:dns";
import { request as askPlain } from "node:http";
import { request as askSecure } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPrivateAddress } from "./private-address.ts";
import { PlatformTrouble } from "./platform-trouble.ts";

export type OutsideAnswer = { status: number; headers: Headers; text: string };
export type OutsideQuestion = {
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
};
/** Asks an address that somebody else has given us. */
export type AskOutside = (address: string, question?: OutsideQuestion) => Promise<OutsideAnswer>;

type Options = {
  /** Lets addresses of this machine and its network be asked, and without encryption. */
  allowsPrivate: boolean;
  timeoutMs?: number;
  maxBytes?: number;
  /** Asked for the addresses of a name. */
  lookUp?: typeof lookUpName;
};

const USER_AGENT = "Strata (LTI 1.3)";

/**
 * Asks over https, machines of the open internet alone, and follows no redirect: an address that was registered must not
 * make this server ask its own neighbours. The name is looked up once, and that answer is what is connected to.
 * @throws PlatformTrouble
 */
export function createAskOutside({
  allowsPrivate,
  timeoutMs = 10_000,
  maxBytes = 2 * 2 ** 20,
  lookUp = lookUpName,
}: Options): AskOutside {
  const lookup: LookupFunction = (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        callback(error, "", 0);
        return;
      }
      const [first] = found;
      if (first === undefined || (!allowsPrivate && found.some(({ address }) => isPrivateAddress(address)))) {
        callback(new PlatformTrouble("refused", `${hostname} lies at a private address.`), "", 0);
        return;
      }
      if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };

  return (address, { method = "GET", headers = {}, body } = {}) => {
    const url = URL.canParse(address) ? new URL(address) : null;
    const problem = url === null ? "It is no address." : problemOf(url, allowsPrivate);
    if (url === null || problem !== null) {
      return Promise.reject(new PlatformTrouble("refused", `${address} is not asked: ${problem ?? ""}`));
    }
    return new Promise((resolve, reject) => {
      const ask = url.protocol === "https:" ? askSecure : askPlain;
      const sent = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
      const request = ask(url, {
        method,
        lookup,
        headers: { "User-Agent": USER_AGENT, ...sent, ...headers },
        signal: AbortSignal.timeout(timeoutMs),
      });
      const fail = (error: Error) =>
        reject(
          error instanceof PlatformTrouble
            ? error
            : new PlatformTrouble("away", `${url.host} could not be reached: ${error.message}`),
        );
      request.on("error", fail);
      request.once("response", (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > maxBytes) {
            reject(new PlatformTrouble("refused", `${url.host} answered with too much.`));
            request.destroy();
          } else chunks.push(chunk);
        });
        response.on("error", fail);
        response.once("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: new Headers(
              Object.entries(response.headers).flatMap(([name, value]) =>
                value === undefined ? [] : [[name, [value].flat().join(", ")] as [string, string]],
              ),
            ),
            text: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      });
      request.end(body);
    });
  };
}

/** Why an address is not asked, before its name is looked up; null where it may be. */
export function problemOf(url: URL, allowsPrivate: boolean): string | null {
  if (url.username !== "" || url.password !== "") return "It has a name or a password in it.";
  if (allowsPrivate) return url.protocol === "https:" || url.protocol === "http:" ? null : "It is not https.";
  if (url.protocol !== "https:") return "It is not https.";
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const isPrivate = isIP(host) === 0 ? /(?:^|\.)localhost\.?$/.test(host) : isPrivateAddress(host);
  return isPrivate ? "It is an address of a private network." : null;
}
