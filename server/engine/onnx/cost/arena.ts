import type { MemoryEvent } from "./plan-buffers.ts";

const ALIGNMENT = 256;
const FIRST_REGION = 2 ** 20;
const LARGEST_GROWTH = 2 ** 30;
/** More than this is cut off what a buffer leaves of a free chunk, however large the buffer. */
const MAX_DEAD_BYTES = 128 * 2 ** 20;
/** What was once written to stays with the process; told apart by pieces of this size. */
const PIECE = 2 ** 14;

type Chunk = {
  region: Region;
  offset: number;
  bytes: number;
  isFree: boolean;
  previous?: Chunk;
  next?: Chunk;
};
type Region = { bytes: number; touched: Uint8Array };

/**
 * ONNX Runtime's CPU allocator: regions that double in size, the best fitting free chunk cut in two, neighbours joined
 * when they are free. Only what was once taken costs memory; the rest of a region is address space.
 * Source: onnxruntime/core/framework/bfc_arena.cc, release 1.30.
 */
export class Arena {
  readonly #regions: Region[] = [];
  readonly #free = new Set<Chunk>();
  readonly #taken = new Map<number, Chunk>();
  #growth = FIRST_REGION;
  #inUse = 0;
  #peakInUse = 0;

  run(events: readonly MemoryEvent[]): void {
    for (const event of events) {
      if (event.kind === "take") this.#take(event.buffer, event.bytes);
      else this.#release(event.buffer);
    }
  }

  /** Bytes that a process holds for it: all that was written to since it began. */
  get touchedBytes(): number {
    let pieces = 0;
    for (const { touched } of this.#regions) for (const piece of touched) pieces += piece;
    return pieces * PIECE;
  }

  /** The most bytes of buffers, rounded as they are, at one time. */
  get peakBytesInUse(): number {
    return this.#peakInUse;
  }

  #take(buffer: number, bytes: number): void {
    const rounded = Math.max(ALIGNMENT, Math.ceil(bytes / ALIGNMENT) * ALIGNMENT);
    const chunk = this.#bestFit(rounded) ?? this.#grow(rounded);
    this.#free.delete(chunk);
    if (chunk.bytes >= 2 * rounded || chunk.bytes - rounded > MAX_DEAD_BYTES) this.#split(chunk, rounded);
    chunk.isFree = false;
    chunk.region.touched.fill(1, Math.floor(chunk.offset / PIECE), Math.ceil((chunk.offset + bytes) / PIECE));
    this.#taken.set(buffer, chunk);
    this.#inUse += chunk.bytes;
    this.#peakInUse = Math.max(this.#peakInUse, this.#inUse);
  }

  #release(buffer: number): void {
    const chunk = this.#taken.get(buffer);
    if (chunk === undefined) return;
    this.#taken.delete(buffer);
    this.#inUse -= chunk.bytes;
    chunk.isFree = true;
    const { previous, next } = chunk;
    const joined = previous?.isFree === true ? this.#join(previous, chunk) : chunk;
    if (next?.isFree === true) this.#join(joined, next);
    this.#free.add(joined);
  }

  /** The runtime looks through bins of doubling sizes, within a bin the smallest first: the smallest that fits. */
  #bestFit(bytes: number): Chunk | undefined {
    let best: Chunk | undefined;
    for (const chunk of this.#free) {
      if (chunk.bytes < bytes) continue;
      if (best === undefined || chunk.bytes < best.bytes) best = chunk;
      else if (chunk.bytes === best.bytes && isBefore(chunk, best, this.#regions)) best = chunk;
    }
    return best;
  }

  #grow(bytes: number): Chunk {
    let hasGrown = false;
    while (bytes > this.#growth) {
      this.#growth *= 2;
      hasGrown = true;
    }
    const size = Math.max(bytes, this.#growth);
    if (!hasGrown) this.#growth = Math.min(2 * this.#growth, LARGEST_GROWTH);
    const region = { bytes: size, touched: new Uint8Array(Math.ceil(size / PIECE)) };
    this.#regions.push(region);
    return { region, offset: 0, bytes: size, isFree: true };
  }

  #split(chunk: Chunk, bytes: number): void {
    const rest: Chunk = {
      region: chunk.region,
      offset: chunk.offset + bytes,
      bytes: chunk.bytes - bytes,
      isFree: true,
      previous: chunk,
      ...(chunk.next === undefined ? {} : { next: chunk.next }),
    };
    if (chunk.next !== undefined) chunk.next.previous = rest;
    chunk.next = rest;
    chunk.bytes = bytes;
    this.#free.add(rest);
  }

  #join(left: Chunk, right: Chunk): Chunk {
    this.#free.delete(right);
    left.bytes += right.bytes;
    if (right.next === undefined) {
      delete left.next;
    } else {
      left.next = right.next;
      right.next.previous = left;
    }
    return left;
  }
}

function isBefore(a: Chunk, b: Chunk, regions: readonly Region[]): boolean {
  return a.region === b.region ? a.offset < b.offset : regions.indexOf(a.region) < regions.indexOf(b.region);
}
