import type { IncomingMessage } from "node:http";
import { AppError } from "#server/platform/errors.ts";

/**
 * A request's body. The listener has seen that its announced length is within the route's limit; a route may allow less.
 * @throws AppError TOO_LARGE; INVALID_INPUT where whoever sends it goes away.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > maxBytes) {
    const message = `The request is too large: ${announced} bytes, where ${maxBytes} are the most.`;
    return Promise.reject(new AppError("TOO_LARGE", message));
  }
  const gone = new AppError("INVALID_INPUT", "The request ended in the middle.");
  if (request.destroyed) return Promise.reject(gone);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => void chunks.push(chunk));
    request.once("end", () => resolve(joined(chunks)));
    request.once("close", () => reject(gone));
    request.once("error", reject);
  });
}

/** In a buffer of its own, which can be handed to a thread. */
function joined(chunks: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
