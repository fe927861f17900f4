import { expect, test } from "vitest";
import { describeUpload } from "./describe-upload.ts";

/** What a file of ISO's boxes begins with: its main brand, and those that it goes with. */
function boxes(brand: string, ...others: string[]): Buffer {
  const names = Buffer.from(`ftyp${brand}\0\0\0\0${others.join("")}`, "latin1");
  const head = Buffer.alloc(4);
  head.writeUInt32BE(4 + names.length);
  return Buffer.concat([head, names, Buffer.from("\0\0\u0001?meta\0\0\0\0\0\0\0!hdlr", "latin1")]);
}

test.each([
  ["as libheif writes it", boxes("heic", "mif1", "heic", "miaf")],
  ["as phones write it", boxes("heic", "mif1", "MiHE", "MiPr", "miaf", "MiHB", "heic")],
  ["by its general brand", boxes("mif1", "mif1", "heic")],
  ["a burst of pictures", boxes("hevc", "msf1", "hevc")],
])("HEIC, %s, is called so, whatever the file is named", async (_, bytes) => {
  await expect(describeUpload(bytes)).rejects.toThrow(
    /^This file is HEIC, which cannot be decoded here: save it as JPEG\./,
  );
});
