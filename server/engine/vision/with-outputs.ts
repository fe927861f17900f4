import { ProtobufWriter } from "../onnx/graph/proto/protobuf-writer.ts";

/**
 * A model that gives inner values too, by name: a second graph that follows the first is merged into it, as protobuf
 * merges a message that comes twice.
 */
export function withOutputs(model: Uint8Array, names: readonly string[]): Uint8Array {
  const graph = new ProtobufWriter();
  for (const name of names) graph.message(12, new ProtobufWriter().text(1, name));
  const more = new ProtobufWriter().message(7, graph).finish();
  const whole = new Uint8Array(model.length + more.length);
  whole.set(model);
  whole.set(more, model.length);
  return whole;
}
