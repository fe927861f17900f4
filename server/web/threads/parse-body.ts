import { isUtf8 } from "node:buffer";
import type { z } from "zod";
import { outlineOf, type GraphOutline } from "#models/graph/outline.ts";
import { MAX_JSON_DEPTH, type BodyLimit } from "#server/api/body-limits.ts";
import type { SaveDesignInput } from "#server/contract/design.ts";
import { GRAPH_INPUTS } from "#server/contract/graph-inputs.ts";
import type { GraphProcedure } from "#server/contract/graph-procedures.ts";
import { jsonProblem } from "#server/platform/json-shape.ts";

export type ParseReply =
  | { ok: true; input: object; outline: GraphOutline | null }
  | { ok: false; code: "TOO_LARGE" | "INVALID_INPUT"; reason: string };

const MAX_REASONS = 5;

/** Bytes as JSON. Nothing is parsed that is not text, or is nested deeper or has more values than it may. */
export function parseJson(bytes: Uint8Array, { maxValues }: BodyLimit) {
  if (!isUtf8(bytes)) return refused("INVALID_INPUT", "The request is no text in UTF-8.");
  const problem = jsonProblem(bytes, { maxDepth: MAX_JSON_DEPTH, maxValues });
  if (problem !== null) return refused("TOO_LARGE", `The request is too large. ${problem}.`);
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return { ok: true as const, value };
  } catch {
    return refused("INVALID_INPUT", "The request is no JSON.");
  }
}

/** The input of a procedure that takes a network, by its schema; with what is stored of a network beside it. */
export function parseBody({
  path,
  bytes,
  limit,
}: {
  path: GraphProcedure;
  bytes: Uint8Array;
  limit: BodyLimit;
}): ParseReply {
  const json = parseJson(bytes, limit);
  if (!json.ok) return json;
  const schema: z.ZodType<object> = GRAPH_INPUTS[path];
  const parsed = schema.safeParse(json.value);
  if (parsed.success) {
    const graph = path === "design.save" ? (parsed.data as SaveDesignInput).graph : undefined;
    return { ok: true, input: parsed.data, outline: graph === undefined ? null : outlineOf(graph) };
  }
  const { issues } = parsed.error;
  const reasons = issues.slice(0, MAX_REASONS).map(({ message }) => message);
  const more = issues.length > MAX_REASONS ? [`and ${issues.length - MAX_REASONS} more`] : [];
  return refused("INVALID_INPUT", [...reasons, ...more].join("; "));
}

function refused(code: "TOO_LARGE" | "INVALID_INPUT", reason: string) {
  return { ok: false as const, code, reason };
}
