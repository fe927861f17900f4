import type { DatasetDescriptor } from "#models/datasets/descriptor.ts";
import { floatsOf } from "./packed-format.ts";

/** A packed window as its columns were measured: a list for each, the oldest value first, to six digits. */
export function unpackWindow(packed: Uint8Array, { columns = [] }: DatasetDescriptor): number[][] {
  const values = floatsOf(packed);
  return columns.map(({ mean, deviation }, at) => {
    const own = values.filter((_, place) => place % columns.length === at);
    return Array.from(own, (value) => Number((value * deviation + mean).toPrecision(6)));
  });
}
