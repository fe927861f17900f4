/** What a stream of random numbers is for. Streams of different purposes never share numbers. */
export const PURPOSE = {
  weights: 1,
  shuffle: 2,
  flip: 3,
  dropout: 4,
  tiles: 5,
  noise: 6,
  augmentation: 7,
} as const;

/** Uniform 32-bit integers. */
export type RandomStream = () => number;

/**
 * The stream of numbers at a place: (seed, purpose, epoch), (seed, purpose, step, layer). Nothing but the place
 * decides what it gives, so a resumed run repeats an uninterrupted one.
 * Generator: sfc32 (C. Doty-Humphrey, PractRand), keyed by MurmurHash3's finalizer.
 */
export function randomStream(...place: readonly number[]): RandomStream {
  let key = 0x9e3779b9;
  const word = (value: number) => {
    key = mix(key ^ mix(value | 0));
    return key;
  };
  for (const value of place) word(value);
  let a = word(1);
  let b = word(2);
  let c = word(3);
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

/** A number in [0, 1). */
export function uniform(stream: RandomStream): number {
  return stream() / 4_294_967_296;
}

function mix(value: number): number {
  let h = (value + 0x7f4a7c15) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
