import { and, eq, ne } from "drizzle-orm";
import type { Queryable, Transaction } from "#db/client.ts";
import { datasetImport } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { OwnImport } from "./present.ts";

const MISSING = "There is no such import. It may have been left alone for a day, and was cleared away then.";

type Asker = { db: Queryable; actor: { id: string } };

/** One's own. @throws AppError NOT_FOUND for what is another's, or was of a cohort that one has left. */
export async function findImport({ db, actor }: Asker, importId: string): Promise<OwnImport> {
  const [row] = await db.select().from(datasetImport).where(isOwn(actor.id, importId));
  if (row === undefined || row.cohortId === null) throw new AppError("NOT_FOUND", MISSING);
  await requireMember({ db, actor }, row.cohortId, MISSING);
  return { ...row, cohortId: row.cohortId };
}

/** The same, kept from changing until the transaction ends. */
export async function lockImport(
  tx: Transaction,
  actor: { id: string },
  importId: string,
): Promise<OwnImport> {
  await tx.select().from(datasetImport).where(isOwn(actor.id, importId)).for("update");
  return findImport({ db: tx, actor }, importId);
}

function isOwn(ownerId: string, importId: string) {
  return and(
    eq(datasetImport.id, importId),
    eq(datasetImport.ownerId, ownerId),
    ne(datasetImport.state, "discarded"),
  );
}
