import type { MemoryEvent } from "./plan-buffers.ts";

/** Operators that WebGPU sends to the device together. What they free can be taken again only after. */
const SENT_TOGETHER = 16;

/**
 * Bytes that ONNX Runtime's WebGPU provider holds on the device for what a run takes and frees, in its buffer cache
 * `simple`: a freed buffer serves only another of exactly its size. The first runs take all that later ones need.
 * Source: onnxruntime/core/providers/webgpu/buffer_manager.cc and webgpu_context.h, release 1.30.
 */
export function deviceBufferBytes(events: readonly MemoryEvent[], runs = 2): number {
  const free = new Map<number, number>();
  const sizes = new Map<number, number>();
  const waiting: number[] = [];
  let held = 0;
  let taken = 0;
  function refresh(): void {
    for (const bytes of waiting.splice(0)) free.set(bytes, (free.get(bytes) ?? 0) + 1);
  }
  for (let run = 0; run < runs; run++) {
    for (const event of events) {
      if (event.kind === "free") waiting.push(sizes.get(event.buffer) ?? 0);
      else {
        sizes.set(event.buffer, event.bytes);
        const spare = free.get(event.bytes) ?? 0;
        if (spare > 0) free.set(event.bytes, spare - 1);
        else held += event.bytes;
        if (++taken % SENT_TOGETHER === 0) refresh();
      }
    }
    refresh();
  }
  return held;
}
