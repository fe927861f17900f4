import { expect, test } from "vitest";
import { decodeSafeTensors, encodeSafeTensors } from "./safetensors.ts";

const file = {
  tensors: new Map([
    [
      "conv2d/kernel",
      { dtype: "F32" as const, shape: [1, 2, 3], data: Float32Array.of(1, -2, 3.5, 4, 5, 1e-30) },
    ],
    ["y", { dtype: "I32" as const, shape: [2], data: Int32Array.of(-1, 7) }],
  ]),
  metadata: { note: "é" },
};

test("what is written is read back", () => {
  expect(decodeSafeTensors(encodeSafeTensors(file))).toEqual(file);
});

test("a Buffer, as readFile gives, is read like any bytes", () => {
  expect(decodeSafeTensors(Buffer.from(encodeSafeTensors(file)))).toEqual(file);
});

test("the layout is the published one", () => {
  const bytes = encodeSafeTensors(file);
  const headerLength = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength))) as Record<
    string,
    unknown
  >;
  expect(header.y).toEqual({ dtype: "I32", shape: [2], data_offsets: [24, 32] });
  expect(bytes.length).toBe(8 + headerLength + 32);
});

test("a file cut short is refused with the tensor's name", () => {
  const bytes = encodeSafeTensors(file);
  expect(() => decodeSafeTensors(bytes.subarray(0, bytes.length - 4))).toThrow(/tensor y/);
  expect(() => decodeSafeTensors(bytes.subarray(0, 20))).toThrow(/header is longer/);
});

test("tensors that share bytes are refused", () => {
  const header = JSON.stringify({
    a: { dtype: "F32", shape: [2], data_offsets: [0, 8] },
    b: { dtype: "F32", shape: [2], data_offsets: [4, 12] },
  });
  const bytes = Buffer.concat([Buffer.alloc(8), Buffer.from(header), Buffer.alloc(12)]);
  bytes.writeBigUInt64LE(BigInt(header.length));
  expect(() => decodeSafeTensors(bytes)).toThrow(/tensor b begins within/);
});
