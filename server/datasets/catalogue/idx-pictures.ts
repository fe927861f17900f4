import { DatasetError } from "../dataset-error.ts";
import type { ByteSource } from "../import/pictures/byte-source.ts";
import type { SourcePicture } from "../import/pictures/source-file.ts";
import { readIdxHeader } from "./read-idx.ts";

type IdxFiles = { images: ByteSource; labels: ByteSource };

type Described = {
  name: string;
  files: IdxFiles;
  classes: readonly string[];
  shape: readonly [number, number, number];
};

/** How many pictures are read at once. */
const BATCH = 500;

/** Grey pictures and labels of two IDX files, in their order. */
export async function openIdx({ name, files, classes, shape: [height, width] }: Described): Promise<{
  count: number;
  pictures: (split: (index: number) => SourcePicture["split"]) => AsyncGenerator<SourcePicture>;
}> {
  const images = await readIdxHeader(files.images, `${name}-images`);
  const labels = await readIdxHeader(files.labels, `${name}-labels`);
  const [count = 0, rows, columns] = images.sizes;
  if (images.sizes.length !== 3 || rows !== height || columns !== width) {
    throw new DatasetError(
      "SOURCE_BROKEN",
      `${name}-images should hold pictures of ${height}x${width}, got ${rows}x${columns}`,
    );
  }
  if (labels.sizes.length !== 1 || labels.sizes[0] !== count) {
    throw new DatasetError("SOURCE_BROKEN", `${name} has ${count} pictures and ${labels.sizes[0]} labels`);
  }
  const bytes = height * width;
  async function* pictures(split: (index: number) => SourcePicture["split"]): AsyncGenerator<SourcePicture> {
    for (let from = 0; from < count; from += BATCH) {
      const length = Math.min(BATCH, count - from);
      const pixels = await files.images.read(images.start + from * bytes, length * bytes);
      for (const [place, label] of (await files.labels.read(labels.start + from, length)).entries()) {
        const index = from + place;
        const className = classes[label];
        if (className === undefined)
          throw new DatasetError("SOURCE_BROKEN", `${name}-labels has label ${label} at ${index}`);
        const tile = pixels.subarray(place * bytes, (place + 1) * bytes);
        yield {
          name: `${name}/${index}`,
          label: { kind: "class", className },
          split: split(index),
          read: () => Promise.resolve(tile),
        };
      }
    }
  }
  return { count, pictures };
}
