import type { ServerResponse } from "node:http";

/** To whoever came under a name that is not this site's: an attacker's page, or a person whose server lacks BASE_URL. */
export function refuseHost(response: ServerResponse, host: string | undefined, siteUrl: string): void {
  const asked = host === undefined ? "no name" : JSON.stringify(host.slice(0, 200));
  const text = `Strata is not known under ${asked}. It is reached at ${siteUrl}

If this address is right, start Strata with BASE_URL set to it, such as BASE_URL=https://strata.example.org,
and let a proxy in front of it pass the Host header on.
`;
  response.writeHead(421, {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": Buffer.byteLength(text),
    "Cache-Control": "no-store",
  });
  response.end(text);
}
