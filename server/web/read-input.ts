import type { ModelGraph } from "#models/graph/schema.ts";
import type { IncomingMessage } from "node:http";
import { bodyLimitOf } from "#server/api/body-limits.ts";
import { markParsed } from "#server/api/parsed-once.ts";
import { isGraphProcedure } from "#server/contract/graph-procedures.ts";
import { AppError } from "#server/platform/errors.ts";
import { rememberOutline } from "#server/services/design/known-outline.ts";
import { readBody } from "./read-body.ts";
import { parseJson } from "./threads/parse-body.ts";
import type { WebThreads } from "./threads/start-threads.ts";

/** Up to here a body is parsed by the time that it has reached a thread. */
const MAX_BYTES_HERE = 4 * 1024;
/** A hundred times what the worst takes. */
const TIMEOUT_MS = 10_000;

type ReadOptions = { isBatch: boolean; threads: WebThreads };

/**
 * What a call of procedures was sent: read to the limit of what is called, bounded in depth and number before it is
 * parsed, and parsed in a thread where it is long.
 * @param path of one procedure, or those of a batch with commas between.
 */
export async function readInput(
  request: IncomingMessage,
  path: string,
  { isBatch, threads }: ReadOptions,
): Promise<unknown> {
  const limit = bodyLimitOf(path, isBatch);
  const bytes = await readBody(request, limit.maxBytes);
  if (bytes.length === 0) return undefined;
  if (isBatch || !isGraphProcedure(path) || bytes.length <= MAX_BYTES_HERE) {
    const json = parseJson(bytes, limit);
    if (!json.ok) throw new AppError(json.code, json.reason);
    return json.value;
  }
  const options = { timeoutMs: TIMEOUT_MS, transfer: [bytes.buffer] };
  const reply = await threads.run("parseBody", { path, bytes, limit }, options);
  if (!reply.ok) throw new AppError(reply.code, reply.reason);
  const { input, outline } = reply;
  markParsed(input);
  const { graph } = input as { graph?: ModelGraph };
  if (graph !== undefined && outline !== null) rememberOutline(graph, outline);
  return input;
}
