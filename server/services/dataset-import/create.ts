import { and, eq, ne } from "drizzle-orm";
import { datasetImport } from "#db/schema/index.ts";
import {
  MAX_UPLOAD_BYTES,
  type CreateImportInput,
  type DatasetImport,
} from "#server/contract/dataset-import.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { requireMayAdd } from "../dataset/require-may-add.ts";
import { intentOf, makeOnce } from "../make-once.ts";
import { findImport } from "./find.ts";
import { presentImport } from "./present.ts";

/** Of one person at a time, over all cohorts. */
export const MAX_OPEN_IMPORTS = 4;
export const MAX_OPEN_BYTES = 2 * MAX_UPLOAD_BYTES;

/**
 * Makes room for an upload; `putImportPart` fills it.
 * @throws AppError NOT_FOUND, FORBIDDEN or QUOTA_EXCEEDED as `requireMayAdd`, and QUOTA_EXCEEDED for too many at once.
 */
export async function createImport(ctx: ServiceContext, input: CreateImportInput): Promise<DatasetImport> {
  const { cohortId, name, bytes } = input;
  const id = await makeOnce(ctx, intentOf("datasetImport.create", input), async (tx, newId) => {
    await requireMayAdd(tx, ctx.actor, cohortId);
    const open = await tx
      .select({ bytes: datasetImport.bytes })
      .from(datasetImport)
      .where(
        and(
          eq(datasetImport.ownerId, ctx.actor.id),
          ne(datasetImport.state, "done"),
          ne(datasetImport.state, "discarded"),
        ),
      );
    const total = open.reduce((sum, one) => sum + one.bytes, bytes);
    if (open.length >= MAX_OPEN_IMPORTS || total > MAX_OPEN_BYTES) {
      throw new AppError(
        "QUOTA_EXCEEDED",
        `You have ${open.length} uploads that are not done. Finish or discard one first.`,
      );
    }
    await tx.insert(datasetImport).values({ id: newId, cohortId, ownerId: ctx.actor.id, name, bytes });
    return newId;
  });
  return presentImport(await findImport(ctx, id));
}
