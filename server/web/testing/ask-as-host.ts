import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";

type Asked = { port: number; address?: string; host: string; path: string } & {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
};

/** A request under any `Host`, as a browser sends it whose name was pointed at this machine. */
export async function askAsHost({ port, address = "127.0.0.1", host, path, ...rest }: Asked) {
  const { method = "GET", headers = {}, body = "" } = rest;
  const length = body === "" ? {} : { "content-length": Buffer.byteLength(body) };
  const sent = request({ host: address, port, path, method, headers: { ...headers, ...length, host } });
  sent.end(body);
  const upgraded = new Promise<IncomingMessage>((resolve) => {
    sent.once("upgrade", (response, socket) => {
      socket.destroy();
      resolve(response);
    });
  });
  const answered = once(sent, "response").then(([response]) => response as IncomingMessage);
  const response = await Promise.race([upgraded, answered]);
  return { status: response.statusCode ?? 0, headers: response.headers, text: await text(response) };
}
