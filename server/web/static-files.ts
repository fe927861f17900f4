import { readdir, readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, relative, sep } from "node:path";

const STATIC_URL = "/_next/static/";
/** Beside each file of Next's that is worth it, the same compressed once with the greatest effort. */
const COMPRESSED = ".br";

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".js": "application/javascript; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
};
/** In a file's address is what is in it. */
const FOR_EVER = "public, max-age=31536000, immutable";

type StaticFile = { body: Buffer; contentType: string };

export type StaticFiles = {
  /** False where it has no such file for who asks; then Next may. */
  send: (request: IncomingMessage, response: ServerResponse) => boolean;
};

/** The compressed files under a build's `static` folder, all of them in memory: two megabytes at most. */
export async function readStaticFiles(folder: string): Promise<StaticFiles> {
  const files = new Map<string, StaticFile>();
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith(COMPRESSED)) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).slice(0, -COMPRESSED.length).split(sep).join("/");
    const contentType = CONTENT_TYPES[extname(name)];
    if (contentType !== undefined) files.set(name, { body: await readFile(path), contentType });
  }

  return {
    send({ method, url = "/", headers }, response) {
      if (!url.startsWith(STATIC_URL) || !/\bbr\b/.test(String(headers["accept-encoding"]))) return false;
      const file = files.get(url.slice(STATIC_URL.length).split("?")[0] ?? "");
      if (file === undefined || (method !== "GET" && method !== "HEAD")) return false;
      response.writeHead(200, {
        "Content-Type": file.contentType,
        "Content-Encoding": "br",
        "Content-Length": file.body.length,
        "Cache-Control": FOR_EVER,
        Vary: "Accept-Encoding",
      });
      response.end(method === "HEAD" ? undefined : file.body);
      return true;
    },
  };
}
