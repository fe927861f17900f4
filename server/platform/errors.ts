/** What can be expected to go wrong. Every transport maps each of these, and nothing else, to an answer of its own. */
export const APP_ERROR_CODES = [
  "UNAUTHORIZED",
  "FORBIDDEN",
  "NOT_FOUND",
  "CONFLICT",
  "INVALID_INPUT",
  "INVALID_GRAPH",
  "OUT_OF_MEMORY",
  "NOT_READY",
  "QUOTA_EXCEEDED",
  "RATE_LIMITED",
  "TOO_LARGE",
] as const;

export type AppErrorCode = (typeof APP_ERROR_CODES)[number];

/** An expected failure. `message` is shown to the person who asked. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: AppErrorCode;

  constructor(code: AppErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
