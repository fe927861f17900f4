import { explainDecoding, openPicture } from "./open-picture.ts";

export type PictureDescription = {
  width: number;
  height: number;
  /** Red, green and blue, 0 to 255. */
  meanColour: [number, number, number];
};

/**
 * What a picture is once it is decoded as pictures to predict are, at its own size: its first frame, turned as EXIF says, what
 * is transparent on white.
 * @throws DatasetError whose message is the reason alone, to be put after the file's name.
 */
export async function describePicture(bytes: Uint8Array, maxPixels: number): Promise<PictureDescription> {
  const picture = await openPicture(bytes, { maxPixels, asSeen: true, isLenient: true });
  const { data, info } = await picture
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw explainDecoding(cause, maxPixels);
    });
  const { width, height, channels } = info;
  const sums = [0, 0, 0];
  for (let at = 0; at < data.length; at += channels) {
    // A grey picture has one channel for all three.
    for (let channel = 0; channel < 3; channel += 1)
      sums[channel] = (sums[channel] ?? 0) + (data[at + Math.min(channel, channels - 1)] ?? 0);
  }
  const mean = (channel: number): number => Math.round((100 * (sums[channel] ?? 0)) / (width * height)) / 100;
  return { width, height, meanColour: [mean(0), mean(1), mean(2)] };
}
