import type { IncomingMessage } from "node:http";

/** Address, password and name. */
export const MAX_AUTH_BODY_BYTES = 16 * 1024;
/** What Next's error overlay posts while pages are being written. */
export const MAX_DEVELOPMENT_BODY_BYTES = 1024 * 1024;

/** False where the announced length is over the limit, or none is announced and the body would have to be counted. */
export function isBodyWithin(request: IncomingMessage, limitBytes: number): boolean {
  const announced = request.headers["content-length"];
  if (announced !== undefined) return Number(announced) <= limitBytes;
  return request.headers["transfer-encoding"] === undefined;
}
