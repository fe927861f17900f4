import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Where the browser found this page, as `https://strata.school`; null until it can say so. */
export function useOrigin(): string | null {
  return useSyncExternalStore(
    never,
    () => window.location.origin,
    () => null,
  );
}
