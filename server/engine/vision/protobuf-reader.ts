/** A field of a protobuf message: a number where it is a varint, the bytes where it has a length. */
export type ProtobufField = { field: number; value: number | Uint8Array };

/**
 * The fields of one message in their order. Numbers beyond 2^53 lose their lowest bits; floats are left out.
 * @throws RangeError where the bytes are no message.
 */
export function* protobufFields(bytes: Uint8Array): Generator<ProtobufField> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;

  function varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = view.getUint8(at);
      at += 1;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      if (factor > 2 ** 63) throw new RangeError("A number goes on for too long");
    }
  }

  while (at < bytes.byteLength) {
    const tag = varint();
    const field = Math.floor(tag / 8);
    const wireType = tag % 8;
    if (field === 0) throw new RangeError("A field has the number 0");
    if (wireType === 0) yield { field, value: varint() };
    else if (wireType === 2) {
      const length = varint();
      if (at + length > bytes.byteLength) throw new RangeError("A field goes beyond its message");
      yield { field, value: bytes.subarray(at, at + length) };
      at += length;
    } else if (wireType === 1) at += 8;
    else if (wireType === 5) at += 4;
    else throw new RangeError(`Wire type ${wireType} is none of an ONNX file`);
  }
}
