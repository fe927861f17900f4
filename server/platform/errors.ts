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
  "UNAVAILABLE",
  "STORAGE_FULL",
  "UNREADABLE",
] as const;

export type AppErrorCode = (typeof APP_ERROR_CODES)[number];

type AppErrorOptions = ErrorOptions & {
  /** When trying again makes sense; transports pass it on. */
  retryAfterSeconds?: number;
};

/** An expected failure. `message` is shown to the person who asked. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: AppErrorCode;
  readonly retryAfterSeconds: number | null;

  constructor(code: AppErrorCode, message: string, { retryAfterSeconds, ...options }: AppErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds ?? null;
  }
}
