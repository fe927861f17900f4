import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const compress = promisify(gzip);

/** Compresses what is large where the browser takes that, and says so in the answer's headers. */
export async function zipped(
  request: IncomingMessage,
  response: ServerResponse,
  { body, fromBytes }: { body: Buffer; fromBytes: number },
): Promise<Buffer> {
  response.appendHeader("Vary", "Accept-Encoding");
  if (body.length <= fromBytes || !/\bgzip\b/.test(String(request.headers["accept-encoding"]))) return body;
  response.setHeader("Content-Encoding", "gzip");
  return compress(body, { level: 4 });
}
