import { readBody } from "../read-body.ts";
import type { Exchange } from "../exchange.ts";

/** What a form sends; of a call without a body what stands in its address. */
export async function readForm({ request, url }: Exchange, maxBytes: number): Promise<URLSearchParams> {
  if (request.method !== "POST") return url.searchParams;
  return new URLSearchParams(Buffer.from(await readBody(request, maxBytes)).toString("utf8"));
}
