import { z } from "zod";

export type SafeTensor = { dtype: "F32" | "I32"; shape: readonly number[]; data: Float32Array | Int32Array };

export type SafeTensorsFile = {
  tensors: ReadonlyMap<string, SafeTensor>;
  metadata: Readonly<Record<string, string>>;
};

/** Of the header of a file from elsewhere. */
export const MAX_HEADER_BYTES = 4_000_000;
const LENGTH_BYTES = 8;
const KNOWN_TYPES = ["F32", "I32"] as const;

const header = z.object({ __metadata__: z.record(z.string(), z.string()).optional() }).catchall(
  z.object({
    dtype: z.string(),
    shape: z.array(z.int().min(0)),
    data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
  }),
);

/** The bytes of a `.safetensors` file. Format: https://github.com/huggingface/safetensors, "Format". */
export function encodeSafeTensors({ tensors, metadata }: SafeTensorsFile): Uint8Array {
  const entries: Record<string, unknown> = { __metadata__: metadata };
  let length = 0;
  for (const [name, { dtype, shape, data }] of tensors) {
    entries[name] = { dtype, shape, data_offsets: [length, length + data.byteLength] };
    length += data.byteLength;
  }
  const text = JSON.stringify(entries);
  // Padded with spaces, so that the data begins at a multiple of 8.
  const unpadded = new TextEncoder().encode(text);
  const headerLength = Math.ceil(unpadded.length / 8) * 8;
  const file = new Uint8Array(LENGTH_BYTES + headerLength + length).fill(
    0x20,
    LENGTH_BYTES,
    LENGTH_BYTES + headerLength,
  );
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.set(unpadded, LENGTH_BYTES);
  let offset = LENGTH_BYTES + headerLength;
  for (const { data } of tensors.values()) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return file;
}

/** Where a tensor lies in the file, in bytes. */
export type SafeTensorPlace = {
  dtype: SafeTensor["dtype"];
  shape: readonly number[];
  start: number;
  end: number;
};

/** The bytes that a header takes, its own length before it included, from a file's first 8. */
export function safeTensorsHeaderBytes(start: Uint8Array): number {
  if (start.length < LENGTH_BYTES)
    throw new Error("Not a safetensors file: it ends within its first 8 bytes");
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  return LENGTH_BYTES + Number(view.getBigUint64(0, true));
}

/**
 * What a file holds and where, from its header.
 * @param sizeBytes of the whole file.
 * @throws an Error that says what is wrong with the file.
 */
export function readSafeTensorsHeader(
  start: Uint8Array,
  sizeBytes: number,
): { places: ReadonlyMap<string, SafeTensorPlace>; metadata: Readonly<Record<string, string>> } {
  const dataStart = safeTensorsHeaderBytes(start);
  if (dataStart > start.length) throw new Error("Not a safetensors file: its header is longer than the file");
  const { __metadata__: metadata = {}, ...entries } = parseHeader(start.subarray(LENGTH_BYTES, dataStart));
  const places = new Map<string, SafeTensorPlace>();
  for (const [name, { dtype: type, shape, data_offsets: offsets }] of Object.entries(entries)) {
    const dtype = KNOWN_TYPES.find((known) => known === type);
    if (dtype === undefined) {
      throw new Error(`The tensor ${name} is ${type}; only float32 (F32) and int32 (I32) can be read`);
    }
    const place = { dtype, shape, start: dataStart + offsets[0], end: dataStart + offsets[1] };
    const elements = shape.reduce((product, size) => product * size, 1);
    if (place.end > sizeBytes || place.end - place.start !== elements * 4) {
      throw new Error(`The tensor ${name} should have ${elements * 4} bytes; the file holds something else`);
    }
    places.set(name, place);
  }
  refuseOverlaps(places);
  return { places, metadata };
}

/** Else a small file could say of many tensors that each is all of it. */
function refuseOverlaps(places: ReadonlyMap<string, SafeTensorPlace>): void {
  let before = 0;
  for (const [name, { start, end }] of [...places].toSorted(
    ([, a], [, b]) => a.start - b.start || a.end - b.end,
  )) {
    if (start < before) throw new Error(`The tensor ${name} begins within the one before it`);
    before = end;
  }
}

/**
 * Reads a `.safetensors` file whose tensors are float32 or int32.
 * @throws an Error that says what is wrong with the file.
 */
export function decodeSafeTensors(file: Uint8Array): SafeTensorsFile {
  const { places, metadata } = readSafeTensorsHeader(file, file.length);
  const tensors = new Map<string, SafeTensor>();
  for (const [name, { dtype, shape, start, end }] of places) {
    // Copied, since a view would need an aligned offset; not by slice, which of a Buffer is a view too.
    const bytes = new Uint8Array(file.subarray(start, end)).buffer;
    tensors.set(name, {
      dtype,
      shape,
      data: dtype === "F32" ? new Float32Array(bytes) : new Int32Array(bytes),
    });
  }
  return { tensors, metadata };
}

function parseHeader(bytes: Uint8Array): z.infer<typeof header> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new Error("Not a safetensors file: its header is no JSON", { cause: error });
  }
  const parsed = header.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Error(`Not a safetensors file: its header is wrong\n${z.prettifyError(parsed.error)}`);
}
