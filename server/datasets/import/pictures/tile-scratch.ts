import { open } from "node:fs/promises";

/** Decoded pictures on their way into a dataset, each `tileBytes` long, in a file of their own. */
export type TileScratch = {
  write: (index: number, tile: Uint8Array) => Promise<void>;
  read: (index: number) => Promise<Uint8Array>;
  close: () => Promise<void>;
};

export async function openTileScratch(file: string, tileBytes: number): Promise<TileScratch> {
  const handle = await open(file, "wx+");
  return {
    async write(index, tile) {
      for (let offset = 0; offset < tileBytes;) {
        const { bytesWritten } = await handle.write(
          tile,
          offset,
          tileBytes - offset,
          index * tileBytes + offset,
        );
        offset += bytesWritten;
      }
    },
    async read(index) {
      const tile = new Uint8Array(tileBytes);
      const { bytesRead } = await handle.read(tile, 0, tileBytes, index * tileBytes);
      if (bytesRead !== tileBytes) throw new Error(`Tile ${index} was not written whole`);
      return tile;
    },
    close: () => handle.close(),
  };
}
