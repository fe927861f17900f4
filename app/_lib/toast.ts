import type { ExternalToast, toast as sonner } from "sonner";

type Kind = "success" | "error" | "info" | "loading";
type Say = typeof sonner;

const listeners = new Set<() => void>();
let hasSpoken = false;
let arrive: (say: Say) => void = () => undefined;
const arrived = new Promise<Say>((resolve) => (arrive = resolve));

/** Whether a page has had something to say yet: until then it carries nothing to say it with. */
export function isWanted(): boolean {
  return hasSpoken;
}

export function onWanted(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The toaster stands and can be told. */
export function tellToaster(say: Say): void {
  arrive(say);
}

function sayOf(kind: Kind) {
  return (message: string, options?: ExternalToast): void => {
    hasSpoken = true;
    for (const listener of listeners) listener();
    void arrived.then((say) => say[kind](message, options));
  };
}

/** A short word at the edge of the page. */
export const toast = {
  success: sayOf("success"),
  error: sayOf("error"),
  info: sayOf("info"),
  loading: sayOf("loading"),
  /** Takes one back that was said with an `id`; without it, all. */
  dismiss: (id?: string): void => void arrived.then((say) => say.dismiss(id)),
};
