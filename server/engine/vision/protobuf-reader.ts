/** A field of a protobuf message: a number where it is a varint, the bytes where it has a length or is a 32-bit float. */
export type ProtobufField = { field: number; value: number | Uint8Array };

/**
 * The fields of one message in their order. Numbers beyond 2^53 lose their lowest bits; 64-bit floats are left out.
 * @throws RangeError where the bytes are no message.
 */
export function* protobufFields(bytes: Uint8Array): Generator<ProtobufField> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;

  function varint(): number {
    let value = 0;
    // The two's complement of 64 bits: what is not set says how far below 0 a number is.
    let below = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = view.getUint8(at);
      at += 1;
      if (factor === 2 ** 63) {
        if (byte > 1) throw new RangeError("A number goes on for too long");
        return byte === 1 ? -1 - below : value;
      }
      value += (byte & 127) * factor;
      below += (127 - (byte & 127)) * factor;
      if (byte < 128) return value;
    }
  }

  while (at < bytes.byteLength) {
    const tag = varint();
    const field = Math.floor(tag / 8);
    const wireType = tag % 8;
    if (field <= 0) throw new RangeError("A field has no number");
    if (wireType === 0) yield { field, value: varint() };
    else if (wireType === 2) {
      const length = varint();
      if (length < 0 || at + length > bytes.byteLength)
        throw new RangeError("A field goes beyond its message");
      yield { field, value: bytes.subarray(at, at + length) };
      at += length;
    } else if (wireType === 1) at += 8;
    else if (wireType === 5) {
      if (at + 4 > bytes.byteLength) throw new RangeError("A number goes beyond its message");
      yield { field, value: bytes.subarray(at, at + 4) };
      at += 4;
    } else throw new RangeError(`Wire type ${wireType} is none of an ONNX file`);
  }
}
