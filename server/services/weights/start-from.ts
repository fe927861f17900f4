import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { and, eq } from "drizzle-orm";
import { artifact, design } from "#db/schema/index.ts";
import { backboneOf, waysToGetBackbone, type BackboneEntry } from "#models/zoo/backbones.ts";
import type { DesignWeights, StartFromInput } from "#server/contract/weights.ts";
import { readSafeTensorsHeader, safeTensorsHeaderBytes } from "#server/engine/weights/safetensors.ts";
import { inheritedOrigins } from "#models/weights/inherited-origins.ts";
import { AppError } from "#server/platform/errors.ts";
import { backboneKey } from "#server/storage/storage-keys.ts";
import { requireMember } from "../cohort/require-member.ts";
import { requireOpen } from "../cohort/require-open.ts";
import type { ServiceContext } from "../context.ts";
import { findOwnDesign, type FoundDesign } from "../design/find.ts";
import { findRun } from "../run/find.ts";
import { requireDisk } from "../storage/require-storage.ts";
import { keepWeights } from "./keep.ts";

/**
 * Has one's own design start from the weights of a run in its cohort or of a backbone, of which a copy is kept, or from
 * fresh ones.
 * @throws AppError NOT_READY where the run has left none, or has given them up.
 */
export async function startFrom(
  ctx: ServiceContext,
  { designId, from }: StartFromInput,
): Promise<DesignWeights | null> {
  const found = await findOwnDesign(ctx, designId);
  requireOpen(await requireMember(ctx, found.cohortId));
  if (from.kind === "fresh") {
    await ctx.db.update(design).set({ weightsId: null }).where(eq(design.id, designId));
    return null;
  }
  await requireDisk(ctx);
  if (from.kind === "backbone") return startFromBackbone(ctx, found, from.name);
  const { run, startedByName } = await findRun(ctx, from.runId);
  if (run.cohortId !== found.cohortId) throw new AppError("NOT_FOUND", "There is no such run in this cohort");
  const [file] = await ctx.db
    .select()
    .from(artifact)
    .where(and(eq(artifact.runId, run.id), eq(artifact.kind, "safetensors")));
  const missing = new AppError(
    "NOT_READY",
    "This run has no weights to start from: it left none, or its model was dropped.",
  );
  if (file === undefined) throw missing;
  const { storageKey, sizeBytes, sha256 } = file;
  return keepWeights(ctx, found, {
    source: `${run.name} by ${startedByName}`,
    sizeBytes,
    sha256,
    origins: inheritedOrigins(run.startedFrom),
    datasetVersionId: run.datasetVersionId,
    shapes: await shapesOf(ctx, storageKey, sizeBytes).catch((cause: unknown) => {
      throw cause instanceof AppError ? cause : missing;
    }),
    async put(key) {
      const source = await ctx.files.openRead(storageKey);
      if (source === null) throw missing;
      await ctx.files.put(key, source.stream);
    },
  });
}

/** @throws AppError NOT_READY with the ways to get them where the server has none. */
async function startFromBackbone(
  ctx: ServiceContext,
  design: FoundDesign,
  name: BackboneEntry["name"],
): Promise<DesignWeights> {
  const key = backboneKey(name);
  const title = backboneOf(name)?.title ?? name;
  const missing = new AppError(
    "NOT_READY",
    `The weights of ${title} are not on this server. ${waysToGetBackbone()}.`,
  );
  const stored = await ctx.files.head(key);
  if (stored === null) throw missing;
  const open = async () => {
    const source = await ctx.files.openRead(key);
    if (source === null) throw missing;
    return source.stream;
  };
  const hash = createHash("sha256");
  for await (const part of await open()) hash.update(part as Uint8Array);
  return keepWeights(ctx, design, {
    source: title,
    origins: ["imported"],
    datasetVersionId: null,
    sizeBytes: stored.sizeBytes,
    sha256: hash.digest("hex"),
    shapes: await shapesOf(ctx, key, stored.sizeBytes),
    put: async (to) => ctx.files.put(to, await open()),
  });
}

async function shapesOf(
  { files }: ServiceContext,
  key: string,
  sizeBytes: number,
): Promise<Record<string, number[]>> {
  const head = async (end: number) => {
    const part = await files.openRead(key, { start: 0, end: Math.min(end, sizeBytes) });
    return part === null ? Buffer.alloc(0) : buffer(part.stream);
  };
  const { places } = readSafeTensorsHeader(await head(safeTensorsHeaderBytes(await head(8))), sizeBytes);
  return Object.fromEntries([...places].map(([name, { shape }]) => [name, [...shape]]));
}
