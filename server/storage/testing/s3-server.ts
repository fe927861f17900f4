import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

type StoredObject = { bytes: Buffer; etag: string; metadata: Record<string, string> };
type Asked = { request: IncomingMessage; response: ServerResponse; key: string; query: URLSearchParams };
/** `slow-down`: 503 before anything is done. `lost`: the connection ends in the middle of the answer, or instead of it. */
type S3Fault = "slow-down" | "lost";

export type S3Server = {
  endpoint: string;
  bucket: string;
  objects: Map<string, StoredObject>;
  /** Parts of uploads that were neither completed nor aborted. */
  uploads: Map<string, { key: string; parts: Map<number, Buffer>; metadata: Record<string, string> }>;
  /** Method and key of what was asked, and `?` with what is more than the object itself. */
  asked: string[];
  /** The next requests that `matches` meet this. */
  breakNext: (fault: S3Fault, times: number, matches?: (asked: string) => boolean) => void;
  /** For `S3_*` and the keys of Amazon's tools. */
  environment: Record<string, string>;
  close: () => Promise<void>;
};

const ACCESS_KEY = "AKIATESTONLY";
const PAGE = 3;

/** A bucket in memory that speaks as much of S3 as its client asks of it. It looks at names of keys, not at signatures. */
export async function startS3Server(bucket = "strata-test"): Promise<S3Server> {
  const objects: S3Server["objects"] = new Map();
  const uploads: S3Server["uploads"] = new Map();
  const asked: string[] = [];
  const faults: { fault: S3Fault; times: number; matches: (asked: string) => boolean }[] = [];

  function refuse(response: ServerResponse, status: number, code: string): void {
    const xml = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code} by the test</Message></Error>`;
    response.writeHead(status, { "Content-Type": "application/xml" }).end(xml);
  }

  function store(key: string, bytes: Buffer, metadata: Record<string, string>): string {
    const etag = `"${createHash("md5").update(bytes).digest("hex")}"`;
    objects.set(key, { bytes, etag, metadata });
    return etag;
  }

  function list({ response, query }: Asked): void {
    const prefix = query.get("prefix") ?? "";
    const after = query.get("continuation-token") ?? "";
    const most = Math.min(PAGE, Number(query.get("max-keys") ?? PAGE));
    const found = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).toSorted();
    const page = found.slice(0, most);
    const isTruncated = found.length > page.length;
    const contents = page.map(
      (key) => `<Contents><Key>${key}</Key><Size>${objects.get(key)?.bytes.length ?? 0}</Size></Contents>`,
    );
    const next = isTruncated ? `<NextContinuationToken>${page.at(-1) ?? ""}</NextContinuationToken>` : "";
    response
      .writeHead(200, { "Content-Type": "application/xml" })
      .end(
        `<ListBucketResult><IsTruncated>${isTruncated}</IsTruncated>${contents.join("")}${next}</ListBucketResult>`,
      );
  }

  function give({ request, response, key }: Asked, isCut: boolean): void {
    const found = objects.get(key);
    const match = request.headers["if-match"];
    if (found === undefined) return refuse(response, 404, "NoSuchKey");
    if (match !== undefined && match !== found.etag) return refuse(response, 412, "PreconditionFailed");
    const size = found.bytes.length;
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
    if (from !== undefined && Number(from) >= size) return refuse(response, 416, "InvalidRange");
    const start = Number(from ?? 0);
    const bytes = found.bytes.subarray(start, to === undefined || to === "" ? size : Number(to) + 1);
    const metadata = Object.entries(found.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]);
    response.writeHead(from === undefined ? 200 : 206, {
      "Content-Length": bytes.length,
      ETag: found.etag,
      ...(from === undefined
        ? {}
        : { "Content-Range": `bytes ${start}-${start + bytes.length - 1}/${size}` }),
      ...Object.fromEntries(metadata),
    });
    if (request.method === "HEAD") response.end();
    else if (isCut) response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
    else response.end(bytes);
  }

  async function accept({ request, response, key, query }: Asked): Promise<void> {
    const bytes = await buffer(request);
    const metadata = metadataOf(request);
    const uploadId = query.get("uploadId");
    const upload = uploads.get(uploadId ?? "");
    if (query.has("uploads")) {
      const id = randomUUID();
      uploads.set(id, { key, parts: new Map(), metadata });
      response.end(
        `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
    } else if (uploadId === null) {
      response.writeHead(200, { ETag: store(key, bytes, metadata) }).end();
    } else if (upload === undefined) {
      refuse(response, 404, "NoSuchUpload");
    } else if (request.method === "PUT") {
      upload.parts.set(Number(query.get("partNumber")), bytes);
      response.writeHead(200, { ETag: `"${createHash("md5").update(bytes).digest("hex")}"` }).end();
    } else {
      const named = [...bytes.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, n]) =>
        Number(n),
      );
      const parts = named
        .toSorted((a, b) => a - b)
        .map((number) => upload.parts.get(number) ?? Buffer.alloc(0));
      const etag = store(key, Buffer.concat(parts), upload.metadata);
      uploads.delete(uploadId);
      response.end(`<CompleteMultipartUploadResult><ETag>${etag}</ETag></CompleteMultipartUploadResult>`);
    }
  }

  function faultOf(what: string): S3Fault | null {
    const found = faults.find(({ times, matches }) => times > 0 && matches(what));
    if (found === undefined) return null;
    found.times -= 1;
    return found.fault;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams: query } = new URL(request.url ?? "/", "http://s3");
    const [, name, ...rest] = pathname.split("/");
    const key = decodeURIComponent(rest.join("/"));
    query.delete("x-id");
    const what = `${request.method} ${key}${query.size === 0 ? "" : `?${[...query.keys()].join("&")}`}`;
    asked.push(what);
    const fault = faultOf(what);
    if (fault === "slow-down") return refuse(response, 503, "SlowDown");
    const isKnown = request.headers.authorization?.includes(`Credential=${ACCESS_KEY}/`) === true;
    if (!isKnown) return refuse(response, 403, "InvalidAccessKeyId");
    if (name !== bucket) return refuse(response, 404, "NoSuchBucket");
    const all = { request, response, key, query };
    if (fault === "lost" && request.method !== "GET") return void response.destroy();
    if (request.method === "DELETE") {
      uploads.delete(query.get("uploadId") ?? "");
      if (!query.has("uploadId")) objects.delete(key);
      response.writeHead(204).end();
    } else if (request.method === "PUT" || request.method === "POST") {
      await accept(all);
    } else if (query.has("list-type")) {
      list(all);
    } else {
      give(all, fault === "lost");
    }
  }

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    bucket,
    objects,
    uploads,
    asked,
    breakNext: (fault, times, matches = () => true) => void faults.push({ fault, times, matches }),
    environment: {
      S3_BUCKET: bucket,
      S3_ENDPOINT: endpoint,
      S3_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: ACCESS_KEY,
      AWS_SECRET_ACCESS_KEY: "for tests",
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function metadataOf({ headers }: IncomingMessage): Record<string, string> {
  const prefix = "x-amz-meta-";
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), String(value)]),
  );
}
