/** A float32 array at a path such as `layers/conv2d/vars/0`. */
export type Hdf5Dataset = { path: string; shape: readonly number[] };

type Group = { links: Map<string, Group | Hdf5Dataset> };

const SUPERBLOCK_BYTES = 96;
const UNDEFINED_ADDRESS = 0xff_ff_ff_ff_ff_ff_ff_ffn;
const MESSAGE = { dataspace: 1, linkInfo: 2, datatype: 3, fillValue: 5, link: 6, layout: 8, groupInfo: 10 };
/** Little-endian IEEE 754 of 32 bits: class 1, version 1; implied leading 1, sign at bit 31, then where the fields lie. */
const FLOAT32 = [0x11, 0x20, 31, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0];

/**
 * All of an HDF5 file but the numbers: float32 arrays, little-endian, follow it in the order given, nothing between
 * them. Format: HDF5 File Format Specification 3.0, superblock version 0, object headers version 1, links and arrays in
 * one piece (https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html).
 */
export function hdf5Header(datasets: readonly Hdf5Dataset[]): { header: Uint8Array; sizeBytes: number } {
  const root = treeOf(datasets);
  const objects = objectsOf(root);
  const addresses = new Map<Group | Hdf5Dataset, number>();
  let end = SUPERBLOCK_BYTES;
  for (const object of objects) {
    addresses.set(object, end);
    // The length of an object header does not depend on the addresses in it.
    end += objectHeader(object, { addressOf: () => 0, data: 0 }).length;
  }
  const headerBytes = end;
  const dataAt = new Map<Group | Hdf5Dataset, number>();
  for (const dataset of datasets) {
    dataAt.set(dataset, end);
    end += byteLength(dataset);
  }
  const addressOf = (object: Group | Hdf5Dataset) => addresses.get(object) ?? 0;
  const parts = objects.map((object) => objectHeader(object, { addressOf, data: dataAt.get(object) ?? 0 }));
  const header = Buffer.concat([superblock(addressOf(root), end), ...parts]);
  if (header.length !== headerBytes) throw new Error("The parts of an HDF5 header do not add up");
  return { header, sizeBytes: end };
}

function byteLength({ shape }: Hdf5Dataset): number {
  return shape.reduce((product, side) => product * side, 4);
}

function treeOf(datasets: readonly Hdf5Dataset[]): Group {
  const root: Group = { links: new Map() };
  for (const dataset of datasets) {
    const names = dataset.path.split("/");
    const last = names.pop() ?? "";
    let group = root;
    for (const name of names) {
      const next = group.links.get(name) ?? { links: new Map() };
      if (!("links" in next)) throw new Error(`${dataset.path} lies in an array`);
      group.links.set(name, next);
      group = next;
    }
    group.links.set(last, dataset);
  }
  return root;
}

function objectsOf(object: Group | Hdf5Dataset): (Group | Hdf5Dataset)[] {
  return "links" in object ? [object, ...[...object.links.values()].flatMap(objectsOf)] : [object];
}

function superblock(root: number, end: number): Buffer {
  return Buffer.concat([
    Buffer.from("\u0089HDF\r\n\u001A\n", "latin1"),
    // Versions, 8 bytes an address and a length, sizes of B-tree nodes that are not used.
    Buffer.from([0, 0, 0, 0, 0, 8, 8, 0, 4, 0, 16, 0, 0, 0, 0, 0]),
    uint64(0),
    uint64(UNDEFINED_ADDRESS),
    uint64(end),
    uint64(UNDEFINED_ADDRESS),
    // The root group: no name, its header, nothing cached.
    uint64(0),
    uint64(root),
    Buffer.alloc(24),
  ]);
}

type Places = { addressOf: (object: Group | Hdf5Dataset) => number; data: number };

function objectHeader(object: Group | Hdf5Dataset, places: Places): Buffer {
  const messages = "links" in object ? groupMessages(object, places) : datasetMessages(object, places);
  const body = Buffer.concat(messages);
  const prefix = Buffer.alloc(16);
  prefix.writeUInt8(1, 0);
  prefix.writeUInt16LE(messages.length, 2);
  prefix.writeUInt32LE(1, 4);
  prefix.writeUInt32LE(body.length, 8);
  return Buffer.concat([prefix, body]);
}

function groupMessages({ links }: Group, { addressOf }: Places): Buffer[] {
  return [
    message(MESSAGE.linkInfo, Buffer.from([0, 0]), uint64(UNDEFINED_ADDRESS), uint64(UNDEFINED_ADDRESS)),
    message(MESSAGE.groupInfo, Buffer.from([0, 0])),
    ...[...links].map(([name, object]) => {
      const text = Buffer.from(name, "ascii");
      // Version 1, a hard link, the name's length in one byte.
      return message(MESSAGE.link, Buffer.from([1, 0, text.length]), text, uint64(addressOf(object)));
    }),
  ];
}

function datasetMessages(dataset: Hdf5Dataset, { data }: Places): Buffer[] {
  const { shape } = dataset;
  return [
    message(MESSAGE.dataspace, Buffer.from([1, shape.length, 0, 0, 0, 0, 0, 0]), ...shape.map(uint64)),
    message(MESSAGE.datatype, Buffer.from(FLOAT32)),
    // Version 2, space given late, written if set, not set.
    message(MESSAGE.fillValue, Buffer.from([2, 2, 2, 0])),
    // Version 3, in one piece.
    message(MESSAGE.layout, Buffer.from([3, 1]), uint64(data), uint64(byteLength(dataset))),
  ];
}

function message(type: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const padded = Buffer.alloc(8 + Math.ceil(body.length / 8) * 8);
  padded.writeUInt16LE(type, 0);
  padded.writeUInt16LE(padded.length - 8, 2);
  body.copy(padded, 8);
  return padded;
}

function uint64(value: number | bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
