import type { DehydratedState } from "@tanstack/react-query";

const taken = new WeakMap<DehydratedState, DehydratedState>();

/**
 * What the server has read counts as read when the browser first takes it over: the server's clock may be hours away, and
 * what is stale by that would be asked for at once, or never. Who goes back to a page is given its first content again, by
 * then older than what has been asked for since.
 */
export function asReadNow(state: DehydratedState): DehydratedState {
  const known = taken.get(state);
  if (known !== undefined) return known;
  const now = Date.now();
  const queries = state.queries.map((query) => ({
    ...query,
    state: { ...query.state, dataUpdatedAt: now },
  }));
  const own = { ...state, queries };
  taken.set(state, own);
  return own;
}
