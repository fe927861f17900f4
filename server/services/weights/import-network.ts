import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ModelGraph } from "#models/graph/schema.ts";
import type { DesignWeights, ReadFileAnswer } from "#server/contract/weights.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "../cohort/require-member.ts";
import { requireOpen } from "../cohort/require-open.ts";
import type { ServiceContext } from "../context.ts";
import { findOwnDesign } from "../design/find.ts";
import { requireDisk } from "../storage/require-storage.ts";
import { keepWeights } from "./keep.ts";

export type ReadNetworkReply =
  | {
      ok: true;
      graph: ModelGraph;
      notes: string[] | null;
      weights: (Pick<DesignWeights, "sizeBytes" | "shapes"> & { sha256: string }) | null;
    }
  | { ok: false; reason: string };

export type ReadNetwork = (paths: { file: string; out: string }) => Promise<ReadNetworkReply>;

type Sent = {
  designId: string;
  /** What the person calls the file. */
  name: string;
  /** Writes it to this path. */
  receive: (path: string) => Promise<void>;
  read: ReadNetwork;
  /** The folder that the file lies in meanwhile, on the disk whose room is looked after. */
  work: string;
};

/** Who is sending a file. */
const sending = new Set<string>();

/**
 * Reads the file of a network for one's own design, which then starts from the weights that the file carries.
 * @throws AppError RATE_LIMITED before anything is received where another file of theirs is not done.
 */
export async function importNetwork(ctx: ServiceContext, sent: Sent): Promise<ReadFileAnswer> {
  const { id } = ctx.actor;
  if (sending.has(id)) {
    throw new AppError("RATE_LIMITED", "Another file of yours is still being read. Send this one after it.", {
      retryAfterSeconds: 5,
    });
  }
  sending.add(id);
  try {
    return await importOne(ctx, sent);
  } finally {
    sending.delete(id);
  }
}

async function importOne(
  ctx: ServiceContext,
  { designId, name, receive, read, work }: Sent,
): Promise<ReadFileAnswer> {
  const design = await findOwnDesign(ctx, designId);
  requireOpen(await requireMember(ctx, design.cohortId));
  await requireDisk(ctx);
  await mkdir(work, { recursive: true });
  const folder = await mkdtemp(join(work, "network-"));
  try {
    const [file, out] = [join(folder, "file"), join(folder, "weights.safetensors")];
    await receive(file);
    const reply = await read({ file, out });
    if (!reply.ok) return reply;
    const { graph, notes, weights } = reply;
    if (weights === null) return { ok: true, graph, notes, weights };
    const put = (key: string) => ctx.files.putFile(key, out);
    return {
      ok: true,
      graph,
      notes,
      weights: await keepWeights(ctx, design, {
        ...weights,
        put,
        source: name,
        origins: ["imported"],
        datasetVersionId: null,
      }),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
