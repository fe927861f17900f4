import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { AppRouter } from "#server/api/root.ts";
import { databaseState } from "./database-state.ts";
import { explainError } from "./explain-error.ts";

/** Every refused call may be the first sign that the server's database is away. */
export const noticeOutage: TRPCLink<AppRouter> = () => {
  return ({ op, next }) =>
    observable((observer) =>
      next(op).subscribe({
        next: (value) => observer.next(value),
        error(error) {
          if (explainError(error).code === "UNAVAILABLE") databaseState.suspect();
          observer.error(error);
        },
        complete: () => observer.complete(),
      }),
    );
};
