import { EngineError } from "../engine-error.ts";

/** Something that the onnx engine does and this one does not: refused by name, never ignored. */
export function notYet(what: string): EngineError {
  return new EngineError(
    "UNAVAILABLE",
    `The tfjs engine does not know ${what} yet. Let the onnx engine train this network: STRATA_ENGINE=cpu`,
  );
}
