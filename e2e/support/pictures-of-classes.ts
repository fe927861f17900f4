import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import yazl from "yazl";

export type NamedPicture = { path: string; bytes: Buffer };

/** Leaf green, sand and water, each picture with a disc at a place of its own, by the folder of its class. */
const COLOURS = { meadow: "#3f8f3a", dune: "#d9b36c", lake: "#2f6fb0" } as const;

export async function picturesOfClasses(perClass: number): Promise<NamedPicture[]> {
  return Promise.all(
    Object.entries(COLOURS).flatMap(([name, background], label) =>
      Array.from({ length: perClass }, async (_, index) => {
        const [x, y] = [10 + ((index * 37 + label * 11) % 76), 10 + ((index * 53 + label * 29) % 76)];
        const disc = `<svg width="96" height="96"><circle cx="${x}" cy="${y}" r="${8 + (index % 7)}" fill="#ffffff88"/></svg>`;
        const bytes = await sharp({ create: { width: 96, height: 96, channels: 3, background } })
          .composite([{ input: Buffer.from(disc) }])
          .jpeg()
          .toBuffer();
        return { path: `landscapes/${name}/${name}_${index + 1}.jpg`, bytes };
      }),
    ),
  );
}

export async function zipped(pictures: readonly NamedPicture[]): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const { path, bytes } of pictures) zip.addBuffer(bytes, path);
  zip.end();
  return buffer(zip.outputStream);
}
