import type { SplitName } from "#models/datasets/descriptor.ts";
import type { ByteSource } from "./byte-source.ts";

/** A file as an archive or a folder offers it, not yet read. */
export type SourceFile = {
  /** With `/` between its parts, checked by `checkPath`. */
  path: string;
  bytes: number;
  /** Why it cannot be taken, though the rest can. */
  refusal: string | undefined;
  read: () => Promise<Uint8Array>;
  /** Where the file can be read in parts, which parquet needs. */
  part: ByteSource | undefined;
};

export type Refused = { name: string; reason: string };

export type PictureLabel = { kind: "class"; className: string } | { kind: "value"; value: number };

/** A picture that has a label, not yet read. */
export type SourcePicture = {
  name: string;
  /** Of a row, the path that it gives its picture. */
  file?: string | undefined;
  label: PictureLabel;
  /** What its folder, file or row says. */
  split: SplitName | undefined;
  read: () => Promise<Uint8Array>;
};

export type PictureSource = {
  layout: "class folders" | "table" | "parquet" | "catalogue";
  total: number;
  /** In the order in which they are best read. */
  pictures: () => AsyncIterable<SourcePicture> | Iterable<SourcePicture>;
  refused: Refused[];
  ignored: string[];
  close: () => Promise<void>;
};
