import { APIError } from "better-auth/api";

/** The page adds the time of day from `retryAfterSeconds`; whoever reads only the message is told how long it takes. */
export function tooManyTries(excess: string, retryAfterSeconds: number): APIError {
  const body = {
    code: "TOO_MANY_TRIES",
    message: `${excess}. Try again in ${inWords(retryAfterSeconds)}.`,
    retryAfterSeconds,
  };
  return new APIError("TOO_MANY_REQUESTS", body, { "Retry-After": String(retryAfterSeconds) });
}

function inWords(seconds: number): string {
  if (seconds <= 90) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
