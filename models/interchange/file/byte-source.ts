/** A file in a browser or on a disk, of which any part can be read. */
export type ByteSource = {
  size: number;
  /** The bytes from `start` up to `end`, fewer where the file ends before. */
  read(this: void, start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
};

export function blobSource(blob: Blob): ByteSource {
  return {
    size: blob.size,
    read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
  };
}
