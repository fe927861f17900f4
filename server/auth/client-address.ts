import type { IncomingMessage } from "node:http";

/** Set by the server on every request, whatever the client sent under this name. */
export const CLIENT_ADDRESS_HEADER = "x-strata-client-address";

/**
 * Notes who connected, for sign-in limits. Call it before better-auth's handler: without it, a client could name any
 * address it likes.
 */
export function noteClientAddress(request: IncomingMessage): void {
  request.headers[CLIENT_ADDRESS_HEADER] = request.socket.remoteAddress ?? "unknown";
}
