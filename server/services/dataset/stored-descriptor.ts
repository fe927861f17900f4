import { z } from "zod";
import { upgradeDescriptor } from "#models/datasets/upgrade-descriptor.ts";
import { datasetDescriptor, type DatasetDescriptor } from "#models/datasets/descriptor.ts";

/** Raised when the descriptor's shape changes. */
const DESCRIPTOR_VERSION = 2;

const stored = datasetDescriptor.extend({ version: z.literal([1, DESCRIPTOR_VERSION]) });

export function storeDescriptor(descriptor: DatasetDescriptor): z.infer<typeof stored> {
  return { version: DESCRIPTOR_VERSION, ...descriptor };
}

/** What a version says of itself; null until it is ready, or where it is of a Strata that knows more than this one. */
export function storedDescriptor(json: unknown): DatasetDescriptor | null {
  const found = stored.safeParse(upgradeDescriptor(json)).data;
  return found === undefined ? null : datasetDescriptor.parse(found);
}
