import type { IncomingMessage } from "node:http";

/** An uploaded picture of 8 MB is 11 MB as base64, the largest body there is. */
export const MAX_BODY_BYTES = 12 * 1024 * 1024;
export const MAX_AUTH_BODY_BYTES = 64 * 1024;

/** False where the announced length is over the limit, or none is announced and the body would have to be counted. */
export function isBodyWithin(request: IncomingMessage, limitBytes: number): boolean {
  const announced = request.headers["content-length"];
  if (announced !== undefined) return Number(announced) <= limitBytes;
  return request.headers["transfer-encoding"] === undefined;
}
