import type { DehydratedState, InfiniteData } from "@tanstack/react-query";

/** What queries have been answered, as it would have come over the line. */
export function asSent(state: DehydratedState): DehydratedState {
  const queries = state.queries.map((query) => ({
    ...query,
    state: { ...query.state, data: answerAsSent(query.state.data) },
  }));
  return { ...state, queries };
}

function answerAsSent(data: unknown): unknown {
  const sent = JSON.parse(JSON.stringify(data)) as unknown;
  // Where a list's first page begins says no cursor at all; JSON would make one of it that the API does not know.
  return isPaged(data) ? { ...(sent as object), pageParams: data.pageParams } : sent;
}

function isPaged(data: unknown): data is InfiniteData<unknown> {
  return typeof data === "object" && data !== null && "pageParams" in data;
}
