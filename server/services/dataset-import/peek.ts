import { buffer } from "node:stream/consumers";
import type { TablePeek } from "#server/contract/dataset-import.ts";
import { DatasetError } from "#server/datasets/dataset-error.ts";
import { peekSeries } from "#server/datasets/import/series/read-series.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { findImport } from "./find.ts";
import { uploadKey } from "./keys.ts";

const PEEKED_BYTES = 64 * 1024;

/** The columns of an uploaded table. @throws AppError INVALID_INPUT for what is none. */
export async function peekImport(ctx: ServiceContext, importId: string): Promise<TablePeek> {
  const found = await findImport(ctx, importId);
  const end = Math.min(PEEKED_BYTES, found.receivedBytes);
  const first = await ctx.files.openRead(uploadKey(importId, 0), { start: 0, end });
  if (first === null) throw new AppError("CONFLICT", "It has not arrived yet");
  try {
    return peekSeries(await buffer(first.stream), found.name);
  } catch (error) {
    if (error instanceof DatasetError) throw new AppError("INVALID_INPUT", error.message);
    throw error;
  }
}
