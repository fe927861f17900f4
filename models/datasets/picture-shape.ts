import type { DatasetDescriptor, PictureShape } from "./descriptor.ts";

/** Height, width and channels. @throws RangeError for a dataset that holds no pictures. */
export function pictureShape({
  title,
  inputShape,
}: Pick<DatasetDescriptor, "title" | "inputShape">): PictureShape {
  if (inputShape.length === 3) return inputShape;
  throw new RangeError(`Expected pictures, and ${title} holds windows of ${inputShape.join(" x ")} numbers`);
}
