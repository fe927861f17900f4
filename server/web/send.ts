import type { ServerResponse } from "node:http";

export type WebError = { code: string; message: string; requestId: string };

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(text),
    "Cache-Control": "no-store",
  });
  response.end(text);
}

export function sendError(response: ServerResponse, status: number, error: WebError): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  sendJson(response, status, { error });
}
