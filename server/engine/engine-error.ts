export type EngineErrorCode =
  | "INVALID_GRAPH"
  | "NOT_FINITE"
  | "OUT_OF_MEMORY"
  | "CANCELLED"
  | "PAUSED"
  | "BAD_CHECKPOINT"
  | "BAD_DATA"
  /** The engine or its provider cannot be used on this machine. */
  | "UNAVAILABLE";

/** What an engine expects may go wrong. The message is for the learner: what happened and what to try. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EngineError";
    this.code = code;
  }

  /** By name: tasks that are bundled by themselves bring a class of their own into the process that tells what went wrong. */
  static override [Symbol.hasInstance](value: unknown): value is EngineError {
    return value instanceof Error && value.name === "EngineError";
  }
}
