import { Readable } from "node:stream";
import { and, eq, sql } from "drizzle-orm";
import { datasetImport } from "#db/schema/index.ts";
import { PART_BYTES } from "#server/contract/upload-parts.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { findImport } from "./find.ts";
import { uploadKey } from "./keys.ts";

type Part = { importId: string; part: number; read: () => Promise<Uint8Array> };
export type Arrived = { receivedBytes: number };

/**
 * Takes the next part of an upload. One that has arrived already is not written again: its answer was lost.
 * @throws AppError CONFLICT where another part comes next, INVALID_INPUT for one of the wrong length.
 */
export async function putImportPart(ctx: ServiceContext, { importId, part, read }: Part): Promise<Arrived> {
  const row = await findImport(ctx, importId);
  const start = part * PART_BYTES;
  if (start < row.receivedBytes) return { receivedBytes: row.receivedBytes };
  if (row.state !== "uploading" || start !== row.receivedBytes) {
    throw new AppError(
      "CONFLICT",
      `Part ${row.receivedBytes / PART_BYTES} comes next, got part ${part}. Ask how much has arrived, and go on from there.`,
    );
  }
  const expected = Math.min(PART_BYTES, row.bytes - start);
  const bytes = await read();
  if (bytes.byteLength !== expected) {
    throw new AppError("INVALID_INPUT", `Part ${part} has ${expected} bytes, got ${bytes.byteLength}`);
  }
  const key = uploadKey(importId, part);
  await ctx.files.put(key, Readable.from([bytes]));
  const receivedBytes = start + expected;
  const noted = await ctx.db
    .update(datasetImport)
    .set({
      receivedBytes,
      touchedAt: sql`now()`,
      ...(receivedBytes === row.bytes ? { state: "uploaded" as const } : {}),
    })
    .where(
      and(
        eq(datasetImport.id, importId),
        eq(datasetImport.receivedBytes, start),
        eq(datasetImport.state, "uploading"),
      ),
    )
    .returning({ id: datasetImport.id });
  if (noted.length === 0) await requireWanted(ctx, importId, key);
  return { receivedBytes };
}

/** The same part came twice at once, which does no harm, or the upload was discarded meanwhile. */
async function requireWanted(ctx: ServiceContext, importId: string, key: string): Promise<void> {
  try {
    await findImport(ctx, importId);
  } catch (error) {
    await ctx.files.remove(key);
    throw error;
  }
}
