import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import { AppError, type AppErrorCode } from "#server/platform/errors.ts";
import { expectedError, nothingBegun } from "#server/platform/storage-trouble.ts";
import type { ApiContext } from "./context.ts";
import { requireWithinLimit } from "./limits.ts";

const TRPC_CODE = {
  UNAUTHORIZED: "UNAUTHORIZED",
  FORBIDDEN: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  CONFLICT: "CONFLICT",
  INVALID_INPUT: "BAD_REQUEST",
  INVALID_GRAPH: "UNPROCESSABLE_CONTENT",
  OUT_OF_MEMORY: "UNPROCESSABLE_CONTENT",
  NOT_READY: "PRECONDITION_FAILED",
  QUOTA_EXCEEDED: "TOO_MANY_REQUESTS",
  RATE_LIMITED: "TOO_MANY_REQUESTS",
  TOO_LARGE: "PAYLOAD_TOO_LARGE",
  UNAVAILABLE: "SERVICE_UNAVAILABLE",
  STORAGE_FULL: "SERVICE_UNAVAILABLE",
  UNREADABLE: "UNPROCESSABLE_CONTENT",
} as const satisfies Record<AppErrorCode, TRPCError["code"]>;

const INTERNAL_MESSAGE =
  "Something went wrong on the server. If it stays so, tell your instructor this number:";

const t = initTRPC.context<ApiContext>().create({
  isDev: false,
  errorFormatter({ shape, error, ctx }) {
    const requestId = ctx?.requestId ?? null;
    return {
      ...shape,
      message: messageOf(error, shape.message, requestId),
      data: {
        ...shape.data,
        appCode: appCodeOf(error),
        retryAfterSeconds: retryAfterOf(error),
        requestId,
      },
    };
  },
});

function appCodeOf({ code, cause }: TRPCError): AppErrorCode | null {
  if (cause instanceof AppError) return cause.code;
  if (code === "UNAUTHORIZED") return "UNAUTHORIZED";
  if (code === "PAYLOAD_TOO_LARGE") return "TOO_LARGE";
  return code === "BAD_REQUEST" ? "INVALID_INPUT" : null;
}

/** Seconds; null where trying again is not a matter of time. */
export function retryAfterOf({ cause }: TRPCError): number | null {
  return cause instanceof AppError ? cause.retryAfterSeconds : null;
}

function messageOf({ code, cause }: TRPCError, message: string, requestId: string | null): string {
  if (code === "INTERNAL_SERVER_ERROR") return `${INTERNAL_MESSAGE} ${requestId ?? "unknown"}`;
  if (cause instanceof z.ZodError) return cause.issues.map((issue) => issue.message).join("; ");
  return message;
}

/** An expected failure as tRPC's; anything else as it is. */
export function toTrpcError(error: unknown, isWrite: boolean): unknown {
  const cause = expectedError(error, isWrite);
  return cause === null
    ? error
    : new TRPCError({ code: TRPC_CODE[cause.code], message: cause.message, cause });
}

const mapAppErrors = t.middleware(async ({ next, type }) => {
  const result = await next();
  if (!result.ok && result.error.code === "INTERNAL_SERVER_ERROR") {
    throw toTrpcError(result.error.cause ?? result.error, type === "mutation");
  }
  return result;
});

export const { router, createCallerFactory } = t;

/**
 * For the signed-in, as often as the table of limits says: each call of a batch counts. Which cohorts they may see is every
 * service verb's own question.
 */
export const sessionProcedure = t.procedure.use(mapAppErrors).use(async ({ ctx, path, next }) => {
  if (ctx.actor === null) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in first" });
  await nothingBegun(requireWithinLimit(ctx.deps.db, ctx.actor.id, path));
  return next({ ctx: { service: { ...ctx.deps, actor: ctx.actor } } });
});
