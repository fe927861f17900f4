import sharp from "sharp";
import { expect, test } from "vitest";
import { decodeTile } from "./decode-tile.ts";
import { decodePicture } from "./pictures/decode-picture.ts";

/** 16x16 of C 40, M 120, Y 200, K 90, as Pillow writes it; Pillow itself reads it as (139, 87, 36). */
const ADOBE = Buffer.from(
  "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoKCgYICwwLCgwJCgoK" +
    "/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNR" +
    "YQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeY" +
    "mZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD9XK3K/NuvpSiiiiiiiiii" +
    "iiv/2Q==",
  "base64",
);
/** The same without Adobe's marker: the inks are still stored inverted. */
const BARE = Buffer.concat([ADOBE.subarray(0, 2), ADOBE.subarray(18)]);

const INKS = [40, 120, 200, 90] as const;
const RGB = INKS.slice(0, 3).map((ink) => Math.round(255 * (1 - ink / 255) * (1 - INKS[3] / 255)));

test("the plain conversion is what Pillow gives", () => {
  expect(RGB).toEqual([139, 87, 36]);
});

test.each([
  ["with Adobe's marker", ADOBE],
  ["without it", BARE],
])("a JPEG in CMYK %s becomes RGB by the plain conversion, as a tile and as a picture", async (_, bytes) => {
  expect((await sharp(bytes).metadata()).space).toBe("cmyk");
  const tile = await decodeTile(bytes, "a.jpg", { width: 16, height: 16 });
  const picture = await decodePicture(bytes, { size: [16, 16], fit: "crop", colour: "colour" }, 1e6);
  for (const pixels of [tile, picture]) {
    expect(pixels).toHaveLength(768);
    for (let at = 0; at < pixels.length; at += 3) expect([...pixels.subarray(at, at + 3)]).toEqual(RGB);
  }
});

test("one with a profile is shown by it, and as a tile stays as it is stored", async () => {
  const profiled = await sharp({ create: { width: 16, height: 16, channels: 3, background: "#3a5f2b" } })
    .withIccProfile("cmyk")
    .toColourspace("cmyk")
    .jpeg({ quality: 100 })
    .toBuffer();
  expect(await sharp(profiled).metadata()).toMatchObject({ space: "cmyk", hasProfile: true });
  const seen = await decodePicture(profiled, { size: [16, 16], fit: "crop", colour: "colour" }, 1e6);
  for (const [channel, value] of [0x3a, 0x5f, 0x2b].entries()) {
    expect(Math.abs((seen[channel] ?? 0) - value)).toBeLessThanOrEqual(10);
  }
  const inks = await sharp(profiled, { ignoreIcc: true })
    .pipelineColourspace("cmyk")
    .toColourspace("cmyk")
    .raw()
    .toBuffer();
  const tile = await decodeTile(profiled, "a.jpg", { width: 16, height: 16 });
  expect(tile.subarray(0, 3)).not.toEqual(seen.subarray(0, 3));
  const light = 1 - (inks[3] ?? 0) / 255;
  for (let ink = 0; ink < 3; ink += 1) {
    expect(Math.abs((tile[ink] ?? 0) - (255 - (inks[ink] ?? 0)) * light)).toBeLessThanOrEqual(1);
  }
});
