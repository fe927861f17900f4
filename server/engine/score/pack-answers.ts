import { EngineError } from "../engine-error.ts";
import { NOT_NUMBERS } from "./define-scorer.ts";

/** Of one split; what a larger one is answered is asked of the network again where it is wanted. */
export const MOST_KEPT_ANSWERS = 100_000;

/**
 * What a network answers on each example, to be kept: float32, little endian, in the split's order.
 * @returns null where they are too many to keep. @throws EngineError NOT_FINITE.
 */
export function packAnswers(answered: Float32Array): Buffer | null {
  if (!answered.every(Number.isFinite)) {
    throw new EngineError("NOT_FINITE", NOT_NUMBERS);
  }
  if (answered.length > MOST_KEPT_ANSWERS) return null;
  const bytes = Buffer.alloc(answered.length * Float32Array.BYTES_PER_ELEMENT);
  answered.forEach((value, index) => bytes.writeFloatLE(value, index * Float32Array.BYTES_PER_ELEMENT));
  return bytes;
}
