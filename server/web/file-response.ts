import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Readable } from "node:stream";

export type FileHead = {
  contentType: string;
  etag: string;
  cacheControl: string;
  /** Offers the file for saving under this name. */
  downloadAs?: string;
};

/** An ETag for bytes that are at hand. */
export function etagOf(bytes: string | Uint8Array): string {
  return `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 32)}"`;
}

/** Answers 304 and true where the browser holds these very bytes. */
export function isNotModified(request: IncomingMessage, response: ServerResponse, head: FileHead): boolean {
  const known = request.headers["if-none-match"]?.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (known?.includes(head.etag) !== true) return false;
  response.writeHead(304, { ETag: head.etag, "Cache-Control": head.cacheControl });
  response.end();
  return true;
}

function headersOf(head: FileHead, sizeBytes: number): Record<string, string | number> {
  return {
    "Content-Type": head.contentType,
    "Content-Length": sizeBytes,
    ETag: head.etag,
    "Cache-Control": head.cacheControl,
    ...(head.downloadAs === undefined
      ? {}
      : { "Content-Disposition": `attachment; filename="${head.downloadAs}"` }),
  };
}

export function sendBytes(
  request: IncomingMessage,
  response: ServerResponse,
  head: FileHead,
  bytes: string | Uint8Array,
): void {
  if (isNotModified(request, response, head)) return;
  response.writeHead(200, headersOf(head, Buffer.byteLength(bytes)));
  response.end(request.method === "HEAD" ? undefined : bytes);
}

export async function sendStream(
  request: IncomingMessage,
  response: ServerResponse,
  head: FileHead,
  file: { stream: Readable; sizeBytes: number },
): Promise<void> {
  response.writeHead(200, headersOf(head, file.sizeBytes));
  if (request.method === "HEAD") {
    file.stream.destroy();
    response.end();
    return;
  }
  await pipeline(file.stream, response);
}
