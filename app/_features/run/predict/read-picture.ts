import { centreSquare } from "./check-picture.ts";

export type Picture = {
  name: string;
  file: File;
  /** The centre square in the pixels that the network gets, a data URL; null of TIFF, which most browsers cannot draw. */
  preview: string | null;
};

/** `tileSize` in pixels. Throws an Error in a learner's words where the browser cannot draw the file. */
export async function readPicture(file: File, tileSize: number): Promise<Picture> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch (error) {
    if (/\.tiff?$/i.test(file.name) || file.type === "image/tiff")
      return { name: file.name, file, preview: null };
    throw new Error(`“${file.name}” could not be read as a picture. It may be damaged.`, { cause: error });
  }
  const { left, top, size } = centreSquare(bitmap.width, bitmap.height);
  const canvas = document.createElement("canvas");
  canvas.width = tileSize;
  canvas.height = tileSize;
  const context = canvas.getContext("2d");
  if (context !== null) {
    context.imageSmoothingQuality = "high";
    // What is transparent lies on white, as the network gets it.
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, tileSize, tileSize);
    context.drawImage(bitmap, left, top, size, size, 0, 0, tileSize, tileSize);
  }
  bitmap.close();
  return { name: file.name, file, preview: canvas.toDataURL("image/png") };
}
