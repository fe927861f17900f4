export type AuthFailure = {
  code?: string | undefined;
  message?: string | undefined;
  retryAfterSeconds?: number | undefined;
  status: number;
};

const WORDS: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "This address and password do not belong together. Check both and try again.",
  INVALID_EMAIL: "This is not an email address.",
  INVALID_PASSWORD: "This is not the password of this account.",
  INVALID_TOKEN: "This link was used already, has expired, or is not whole. Ask for a new one.",
  SESSION_EXPIRED: "You came in too long ago for this. Open Strata from your learning platform again first.",
  PASSWORD_TOO_LONG: "The password is too long; at most 128 characters.",
};

/** What a refused sign-in or sign-up means, in plain words. */
export function explainAuthError(
  { code, message, status, retryAfterSeconds }: AuthFailure,
  now = new Date(),
): string {
  const known = code === undefined ? undefined : WORDS[code];
  if (known !== undefined) return known;
  if (status === 429 && message !== undefined && retryAfterSeconds !== undefined) {
    const at = new Date(now.getTime() + retryAfterSeconds * 1000);
    return `${message.replace(/\.$/, "")}, at ${at.toLocaleTimeString([], { timeStyle: "short" })}.`;
  }
  if (code === "UNAVAILABLE" && message !== undefined) return message;
  if (status === 429) return "Too many tries. Wait a minute, then try again.";
  if (status === 0 || status >= 500) return "The server could not be reached. Try again in a moment.";
  return message ?? "This did not work. Try again.";
}
