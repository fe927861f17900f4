import { centreSquare } from "./check-picture.ts";

export type Picture = {
  name: string;
  base64: string;
  /** The centre square as it will be cut, for the preview; a data URL. */
  preview: string;
};

const PREVIEW_SIZE = 256;

/** Reads a file that the browser must be able to draw: throws an Error in a learner's words otherwise. */
export async function readPicture(file: File): Promise<Picture> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch (error) {
    throw new Error(`“${file.name}” could not be read as a picture. It may be damaged.`, { cause: error });
  }
  const { left, top, size } = centreSquare(bitmap.width, bitmap.height);
  const canvas = document.createElement("canvas");
  canvas.width = PREVIEW_SIZE;
  canvas.height = PREVIEW_SIZE;
  canvas.getContext("2d")?.drawImage(bitmap, left, top, size, size, 0, 0, PREVIEW_SIZE, PREVIEW_SIZE);
  bitmap.close();
  return { name: file.name, base64: await toBase64(file), preview: canvas.toDataURL("image/png") };
}

function toBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const url = typeof reader.result === "string" ? reader.result : "";
      resolve(url.slice(url.indexOf(",") + 1));
    });
    reader.addEventListener("error", () => reject(new Error(`“${file.name}” could not be read.`)));
    reader.readAsDataURL(file);
  });
}
