import { createHash } from "node:crypto";
import { Transform } from "node:stream";

export type Measured = { sizeBytes: number; sha256: string };

/** A stream to lead bytes through, and what it saw of them once they have ended. */
export function createMeasure(): { through: Transform; measured: () => Measured } {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
  });
  return { through, measured: () => ({ sizeBytes, sha256: hash.digest("hex") }) };
}
