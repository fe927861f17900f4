import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * False on the server and in the browser's first drawing of what the server sent, which have to agree; true from then on.
 * What only the browser knows (its clock, time zone, language, address, storage) is drawn once it is true.
 */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
