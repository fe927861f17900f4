/** Numbers that look random and are the same for the same seed on every machine. */
export type Random = {
  /** 0 up to, not including, 1. */
  next(): number;
  between(low: number, high: number): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
};

/** Mulberry32 (Tommy Ettinger, public domain), keyed by all of `keys`. */
export function createRandom(...keys: readonly number[]): Random {
  let state = keys.reduce(
    (hash, key) => scramble(hash ^ Math.imul(key + 0x9e3779b9, 0x85ebca6b)),
    0x243f6a88,
  );

  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  }

  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
  };
}

function scramble(value: number): number {
  const mixed = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  return mixed ^ (mixed >>> 15);
}
