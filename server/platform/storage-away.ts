import { AppError } from "./errors.ts";

const RETRY_AFTER_SECONDS = 5;

/** The place where files are kept cannot be reached now: it may be in a moment. */
export class StorageAway extends AppError {
  /** For whoever keeps the server: where, and what happened. */
  readonly found: string;

  constructor(found: string, { cause }: ErrorOptions = {}) {
    super("UNAVAILABLE", "The place where files are kept is away for a moment. Try again in a few seconds.", {
      retryAfterSeconds: RETRY_AFTER_SECONDS,
      cause: new Error(found, { cause }),
    });
    this.found = found;
  }
}
