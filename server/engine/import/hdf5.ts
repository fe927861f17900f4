import type * as H5wasm from "h5wasm";
import { withBoundedMemory } from "./bounded-memory.ts";
import { WeightsRefusal, type FileArray } from "./file-weights.ts";
import { MAX_WEIGHTS_BYTES, tooManyWeights } from "./limits.ts";

/** A group of an HDF5 file. */
export type Hdf5Group = {
  names: () => string[];
  /** One step at a time, so that no link out of the file is followed; null where a step leads to no group. */
  at: (path: readonly string[]) => Hdf5Group | null;
  /** Null where there is none, or something else than fractions, such as a counter. @throws WeightsRefusal beyond the file's budget. */
  array: (name: string) => Pick<FileArray, "shape" | "data"> | null;
  /** An attribute that is a text or a list of texts; null where there is none. */
  texts: (name: string) => string[] | null;
};

/** Of HDF5's classes of types. Source: H5Tpublic.h, H5T_class_t. */
const H5T_FLOAT = 1;
const STDERR = 2;
const PLACE = "/file.h5";

/**
 * Of the library's memory: an array, a piece of it as it is stored and as it is unpacked, and as much again. The library
 * unpacks a piece to its end, whatever size the file gives it: a few kB become any number of GB.
 */
export const MAX_LIBRARY_BYTES = 4 * MAX_WEIGHTS_BYTES;

/** What may still be read of a file: one that takes no room can tell of any size, or of one array many times. */
type Budget = { leftBytes: number };

/**
 * Lets an HDF5 file be read by the HDF5 library as WebAssembly, which sees these bytes and no other file: what a file says
 * of data elsewhere leads nowhere.
 * @throws WeightsRefusal where it is none.
 */
export async function withHdf5<Result>(
  bytes: Uint8Array,
  use: (root: Hdf5Group) => Result,
  mostBytes: number = MAX_LIBRARY_BYTES,
): Promise<Result> {
  // 4 MB of program, which few need.
  const h5wasm = await import("h5wasm");
  const library = await h5wasm.ready;
  prepare(library);
  library.FS.writeFile(PLACE, bytes);
  try {
    return withBoundedMemory(mostBytes, () => useFile(h5wasm, use));
  } catch (error) {
    if (error instanceof WeightsRefusal) throw error;
    throw new WeightsRefusal("It is HDF5 that cannot be read: it is damaged, or not whole", { cause: error });
  } finally {
    library.FS.unlink(PLACE);
  }
}

function useFile<Result>(h5wasm: typeof H5wasm, use: (root: Hdf5Group) => Result): Result {
  const file = new h5wasm.File(PLACE, "r");
  if (file.file_id < 0n) throw new Error("The library could not open the file");
  try {
    return use(groupOf(h5wasm, file, { leftBytes: MAX_WEIGHTS_BYTES }));
  } finally {
    file.close();
  }
}

type Library = Awaited<typeof H5wasm.ready>;
const prepared = new WeakSet<Library>();

function prepare(library: Library): void {
  if (prepared.has(library)) return;
  prepared.add(library);
  silence(library.FS);
  // What could not be read, or unpacked, would be an array of zeros.
  const read = library.get_dataset_data.bind(library);
  library.get_dataset_data = (...place) => {
    const status = read(...place);
    if (status < 0) throw new Error("The library could not read an array");
    return status;
  };
}

/** Of Emscripten, and not among the library's types. */
type Streams = { getStream: (number: number) => object };

/** What the library cannot read it tells its makers in sixty lines, which lead to the log. */
function silence(files: Library["FS"]): void {
  files.close((files as Library["FS"] & Streams).getStream(STDERR));
  // Takes the lowest number that is free: the same.
  files.open("/dev/null", "w");
}

function groupOf(h5wasm: typeof H5wasm, group: H5wasm.Group, budget: Budget): Hdf5Group {
  return {
    names: () => group.keys(),
    at(path) {
      let found = group;
      for (const name of path) {
        const next = found.get(name);
        if (!(next instanceof h5wasm.Group)) return null;
        found = next;
      }
      return groupOf(h5wasm, found, budget);
    },
    array(name) {
      const found = group.get(name);
      if (!(found instanceof h5wasm.Dataset)) return null;
      const { type, size, total_size: elements, chunks } = found.metadata;
      if (type !== H5T_FLOAT || (size !== 4 && size !== 8)) return null;
      budget.leftBytes -= size * elements;
      // Pieces are unpacked whole, and may be larger than the array that they are of.
      const pieceBytes = (chunks ?? []).reduce((product, side) => product * side, size);
      if (budget.leftBytes < 0 || pieceBytes > MAX_WEIGHTS_BYTES) throw tooManyWeights();
      const { value, shape } = found;
      const data = value instanceof Float64Array ? Float32Array.from(value) : value;
      return data instanceof Float32Array ? { shape: shape ?? [], data } : null;
    },
    // Keras cuts into pieces, name0 and name1, what is longer than HDF5 takes.
    texts(name) {
      const { attrs } = group;
      if (attrs[name] !== undefined) return asTexts(attrs[name].value);
      const pieces: string[] = [];
      for (let index = 0; attrs[`${name}${index}`] !== undefined; index++) {
        pieces.push(...asTexts(attrs[`${name}${index}`]?.value));
      }
      return pieces.length === 0 ? null : pieces;
    },
  };
}

function asTexts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value instanceof Uint8Array) return [new TextDecoder().decode(value)];
  return Array.isArray(value) ? (value as unknown[]).flatMap(asTexts) : [];
}
