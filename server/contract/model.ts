import { z } from "zod";
import { modelName, type ModelDescriptor } from "#models/zoo/descriptor.ts";

/** Of one cohort, besides the zoo's. */
export const MOST_OWN_MODELS = 10;

export const modelInCohort = z.object({ cohortId: z.uuid(), name: modelName });

export type ModelArrival = {
  id: string;
  title: string;
  state: "queued" | "working" | "finished" | "failed" | "cancelled";
  doneBytes: number;
  bytes: number;
  failure: string | null;
};

export type ModelList = {
  here: (ModelDescriptor & { isOwn: boolean; isCopyleft: boolean })[];
  /** Of the zoo, and not here; `bytes` is null where nobody publishes a file. */
  known: {
    name: string;
    title: string;
    about: string;
    licence: string;
    isCopyleft: boolean;
    source: string;
    bytes: number | null;
    howToGet: string | null;
  }[];
  /** The newest first: those under way, and what became of those of today. */
  arrivals: ModelArrival[];
  /** What the cohort's own take, and what all that the actor keeps takes of their room. Bytes. */
  room: { ownBytes: number; mine: { usedBytes: number; quotaBytes: number } };
};
