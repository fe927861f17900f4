import { randomBytes } from "node:crypto";
import { deflateSync } from "node:zlib";
import * as h5wasm from "h5wasm";
import { expect, test, vi } from "vitest";
import { MAX_LIBRARY_BYTES, withHdf5 } from "./hdf5.ts";
import { MAX_WEIGHTS_BYTES } from "./limits.ts";

const MIB = 2 ** 20;
const ELEMENTS = 64;
const ROOM_BYTES = 96 * 1024;

/** A file with an array `packed` in one compressed piece, and `room` for other bytes. */
async function packedFile(): Promise<{ bytes: Buffer; room: number; piece: number }> {
  const { FS } = await h5wasm.ready;
  const noise = randomBytes(ROOM_BYTES);
  const file = new h5wasm.File("/packed.h5", "w");
  const data = Float32Array.from({ length: ELEMENTS }, (_, index) => Math.sin(index));
  file.create_dataset({
    name: "packed",
    data,
    dtype: "<f",
    shape: [ELEMENTS],
    maxshape: [null],
    chunks: [ELEMENTS],
    compression: "gzip",
    compression_opts: 4,
  });
  file.create_dataset({ name: "room", data: new Uint8Array(noise), shape: [ROOM_BYTES], dtype: "<B" });
  file.close();
  const bytes = Buffer.from(FS.readFile("/packed.h5"));
  FS.unlink("/packed.h5");
  // The tree of pieces: its mark, its kind 1, its depth 0, how many pieces, its neighbours, the first piece.
  const tree = bytes.indexOf(Buffer.from([...Buffer.from("TREE"), 1, 0, 1, 0]));
  return { bytes, room: bytes.indexOf(noise), piece: tree + 24 };
}

const read = (bytes: Uint8Array, mostBytes?: number) =>
  withHdf5(bytes, (root) => root.array("packed")?.data.length, mostBytes);

const libraryBytes = async () => (await h5wasm.ready).HEAPU8.byteLength;

test("an array in compressed pieces is read", async () => {
  const { bytes } = await packedFile();
  expect(await read(bytes)).toBe(ELEMENTS);
});

test("a piece that unpacks to more than it tells of does not take the machine's memory", async () => {
  const { bytes, room, piece } = await packedFile();
  const bomb = deflateSync(Buffer.alloc(64 * MIB), { level: 9 });
  expect(bomb.length).toBeLessThan(ROOM_BYTES);
  bomb.copy(bytes, room);
  bytes.writeUInt32LE(bomb.length, piece);
  bytes.writeBigUInt64LE(BigInt(room), piece + 24);
  const most = (await libraryBytes()) + 16 * MIB;
  await expect(read(bytes, most)).rejects.toThrow("cannot be read");
  expect(await libraryBytes()).toBeLessThanOrEqual(most);
  expect(most).toBeLessThan(MAX_LIBRARY_BYTES);
  // The library works on.
  expect(await read((await packedFile()).bytes)).toBe(ELEMENTS);
});

test("a piece that tells of more than a file may hold is not begun with", async () => {
  const { FS } = await h5wasm.ready;
  const file = new h5wasm.File("/wide.h5", "w");
  const chunks = [MAX_WEIGHTS_BYTES / 4 + 1];
  file.create_dataset({
    name: "packed",
    data: new Float32Array(0),
    shape: [0],
    dtype: "<f",
    maxshape: [null],
    chunks,
  });
  file.close();
  const bytes = Uint8Array.from(FS.readFile("/wide.h5"));
  FS.unlink("/wide.h5");
  await expect(read(bytes)).rejects.toThrow("Its weights take more than 128 MiB");
});

test("an array whose piece is damaged is not taken for zeros", async () => {
  const { bytes, piece } = await packedFile();
  const at = Number(bytes.readBigUInt64LE(piece + 24));
  bytes.fill(0xff, at + 8, at + 24);
  await expect(read(bytes)).rejects.toThrow("It is HDF5 that cannot be read: it is damaged, or not whole");
});

test("what cannot be read is not told of on stderr", async () => {
  const said = vi.spyOn(console, "error").mockReturnValue();
  const { bytes } = await packedFile();
  await expect(read(bytes.subarray(0, 700))).rejects.toThrow("damaged, or not whole");
  await expect(read(Buffer.concat([bytes.subarray(0, 9), randomBytes(2_000)]))).rejects.toThrow("damaged");
  expect(said).not.toHaveBeenCalled();
  said.mockRestore();
});
