import { TRPCClientError } from "@trpc/client";

export type ErrorExplanation = {
  message: string;
  code?: string;
  /** When trying again makes sense, where the server has said so. */
  retryAfterMs?: number;
};

type ErrorData = { appCode?: unknown; code?: unknown; retryAfterSeconds?: unknown };

/** What went wrong, in words for a person: the server's message, or what a failed connection means. */
export function explainError(error: unknown): ErrorExplanation {
  if (!(error instanceof TRPCClientError)) {
    return {
      message: error instanceof Error && error.message !== "" ? error.message : "Something went wrong.",
    };
  }
  const data = error.data as ErrorData | null | undefined;
  if (data === null || data === undefined) {
    return { message: "The server could not be reached. Check the connection and try again." };
  }
  const code = data.appCode ?? data.code;
  const { retryAfterSeconds } = data;
  return {
    message: error.message,
    ...(typeof code === "string" ? { code } : {}),
    ...(typeof retryAfterSeconds === "number" ? { retryAfterMs: retryAfterSeconds * 1000 } : {}),
  };
}

/** INVALID_INPUT and BAD_REQUEST: an address with something that is no id. */
const NOT_THERE = new Set(["NOT_FOUND", "FORBIDDEN", "INVALID_INPUT", "BAD_REQUEST"]);

/** Whether what an address names does not exist, or not for this person. Trying again would not help. */
export function isNotThere(error: unknown): boolean {
  const { code } = explainError(error);
  return code !== undefined && NOT_THERE.has(code);
}
