import { randomUUID } from "node:crypto";
import { and, eq, ne } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { datasetImport } from "#db/schema/index.ts";
import { catalogueEntry } from "#models/datasets/catalogue.ts";
import type {
  CatalogueImportInput,
  CreateImportInput,
  DatasetImport,
} from "#server/contract/dataset-import.ts";
import { MAX_UPLOAD_BYTES } from "#server/contract/upload-parts.ts";
import { importDatasetJob } from "#server/jobs/import-dataset.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { requireMayAdd } from "../dataset/require-may-add.ts";
import { intentOf, makeOnce } from "../make-once.ts";
import { notify } from "../notify.ts";
import { requireQuota } from "../storage/require-storage.ts";
import { findImport } from "./find.ts";
import { presentImport } from "./present.ts";

/** Of one person at a time, over all cohorts. */
export const MAX_OPEN_IMPORTS = 4;
const MAX_OPEN_BYTES = 2 * MAX_UPLOAD_BYTES;

/**
 * Makes room for an upload; `putImportPart` fills it.
 * @throws AppError NOT_FOUND, FORBIDDEN or QUOTA_EXCEEDED as `requireMayAdd`, and QUOTA_EXCEEDED for too many at once, or where a person keeps too much.
 */
export async function createImport(ctx: ServiceContext, input: CreateImportInput): Promise<DatasetImport> {
  const { cohortId, name, bytes } = input;
  const id = await makeOnce(ctx, intentOf("datasetImport.create", input), async (tx, newId) => {
    await requireRoom(ctx, tx, { cohortId, bytes });
    await tx.insert(datasetImport).values({ id: newId, cohortId, ownerId: ctx.actor.id, name, bytes });
    return newId;
  });
  return presentImport(await findImport(ctx, id));
}

/** Has a dataset of the catalogue downloaded from its authors and packed. @throws AppError as above. */
export async function createCatalogueImport(
  ctx: ServiceContext,
  input: CatalogueImportInput,
): Promise<DatasetImport> {
  const { cohortId, catalogueId } = input;
  const { title: name, bytes } = catalogueEntry(catalogueId);
  const id = await makeOnce(ctx, intentOf("datasetImport.fromCatalogue", input), async (tx, newId) => {
    await requireRoom(ctx, tx, { cohortId, bytes });
    const jobId = randomUUID();
    const own = { id: newId, cohortId, ownerId: ctx.actor.id, name, catalogueId };
    await tx.insert(datasetImport).values({ ...own, bytes, receivedBytes: bytes, state: "importing", jobId });
    await ctx.jobs.enqueue(tx, importDatasetJob, { importId: newId }, { id: jobId });
    await notify(tx, { kind: "job", queue: importDatasetJob.queue });
    return newId;
  });
  return presentImport(await findImport(ctx, id));
}

async function requireRoom(
  { actor, room }: Pick<ServiceContext, "actor" | "room">,
  tx: Transaction,
  { cohortId, bytes }: { cohortId: string; bytes: number },
): Promise<void> {
  await requireMayAdd(tx, actor, cohortId);
  const open = await tx
    .select({ bytes: datasetImport.bytes })
    .from(datasetImport)
    .where(
      and(
        eq(datasetImport.ownerId, actor.id),
        ne(datasetImport.state, "done"),
        ne(datasetImport.state, "discarded"),
      ),
    );
  const total = open.reduce((sum, one) => sum + one.bytes, bytes);
  if (open.length < MAX_OPEN_IMPORTS && total <= MAX_OPEN_BYTES) {
    await requireQuota({ room }, tx, { userId: actor.id, bytes });
    return;
  }
  throw new AppError(
    "QUOTA_EXCEEDED",
    `You have ${open.length} uploads that are not done. Finish or discard one first.`,
  );
}
