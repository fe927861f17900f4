import type { BundledFile } from "./picture-bundle.ts";

/** Eight bytes that no archive begins with. */
export const BUNDLE_MARK = "STRATAB1";

/**
 * What goes before the files of a folder that is sent as one stream: the mark, the length of the list as a 32-bit
 * little-endian number, the list as JSON. The contents follow in its order, with nothing between them.
 */
export function writeBundleHeader(files: readonly BundledFile[]): Uint8Array<ArrayBuffer> {
  const list = new TextEncoder().encode(JSON.stringify({ files }));
  const header = new Uint8Array(BUNDLE_MARK.length + 4 + list.byteLength);
  header.set(new TextEncoder().encode(BUNDLE_MARK));
  new DataView(header.buffer).setUint32(BUNDLE_MARK.length, list.byteLength, true);
  header.set(list, BUNDLE_MARK.length + 4);
  return header;
}
