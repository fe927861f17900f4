import type { Readable } from "node:stream";

export type StoredFile = { key: string; sizeBytes: number; sha256: string };

export type StoredEntry = { key: string; sizeBytes: number };

/** Bytes `start` to `end` of a file, both counted from 0; `end` is the first that is left out, the file's end by default. */
export type ByteRange = { start: number; end?: number };

/** A file on this machine that stays as it is until `release`. Its holder writes nothing into it. */
export type LocalCopy = { file: string; release: () => Promise<void> };

/** The same of all files under a prefix, each under the rest of its key. */
export type LocalFolder = { folder: string; release: () => Promise<void> };

type PutFileOptions = {
  /** The file is not wanted where it lies any more: it may be moved instead of copied, and is gone afterwards. */
  canTake?: boolean;
  /** The file never changes, where it lies either: its bytes may be shared instead of copied. */
  isFinal?: boolean;
};

/**
 * Files by key, wherever they lie. A key is plain names joined by "/", as `storage-keys.ts` makes them; a prefix is one
 * that ends with "/". Any operation may throw `StorageAway` where the place cannot be reached now.
 */
export type Storage = {
  /** For people: where it keeps things. */
  place: string;
  /** @throws StorageMisconfigured where the place is not there or does not let us in, StorageAway out of reach. */
  check: () => Promise<void>;
  /** Whole or not at all: readers see the old bytes or the new ones. @throws DiskFull before it would touch the reserve. */
  put: (key: string, source: Readable) => Promise<StoredFile>;
  putFile: (key: string, file: string, options?: PutFileOptions) => Promise<StoredFile>;
  /** `sizeBytes` is what the stream gives. null where there is no such file. @throws RangeError outside the file. */
  openRead: (key: string, range?: ByteRange) => Promise<{ stream: Readable; sizeBytes: number } | null>;
  /** null where there is no such file. */
  head: (key: string) => Promise<{ sizeBytes: number } | null>;
  /** In the order of the keys. */
  list: (prefix: string) => AsyncIterable<StoredEntry>;
  /** Also where there is no such file. */
  remove: (key: string) => Promise<void>;
  removeAll: (prefix: string) => Promise<void>;
  /** For a runtime that reads files itself. null where there is no such file. */
  localCopy: (key: string) => Promise<LocalCopy | null>;
  /** null where nothing lies under the prefix. */
  localFolder: (prefix: string) => Promise<LocalFolder | null>;
};
