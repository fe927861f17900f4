const PAGE_BYTES = 65_536;

/**
 * Lets no memory of a WebAssembly program in this thread become larger than `mostBytes` while `use` runs: to the program it is
 * as on a machine that has no more. What grew before stays as it is.
 */
export function withBoundedMemory<Result>(mostBytes: number, use: () => Result): Result {
  const memory = WebAssembly.Memory.prototype;
  // oxlint-disable-next-line typescript/unbound-method -- it is called on a memory below
  const { grow } = memory;
  memory.grow = function growWithin(this: WebAssembly.Memory, pages: number): number {
    if (this.buffer.byteLength + pages * PAGE_BYTES > mostBytes) throw new RangeError("Out of memory");
    return grow.call(this, pages);
  };
  try {
    return use();
  } finally {
    memory.grow = grow;
  }
}
