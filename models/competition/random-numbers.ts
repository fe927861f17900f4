/**
 * Numbers from 0 up to 1 that nobody can foresee without the seed: sfc32, by C. Doty-Humphrey (PractRand), whose four words
 * of state are the seed's 128 bits.
 * @param seed 32 hexadecimal digits. @throws RangeError for any other.
 */
export function randomNumbers(seed: string): () => number {
  if (!/^[0-9a-f]{32}$/.test(seed)) throw new RangeError("A seed has 32 hexadecimal digits");
  let [a = 0, b = 0, c = 0, counter = 1] = [0, 8, 16, 24].map(
    (at) => parseInt(seed.slice(at, at + 8), 16) | 0,
  );
  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }
  // As PractRand does, so that no bit of the seed shows in what comes first.
  for (let round = 0; round < 15; round++) next();
  return next;
}
