const listeners = new Set<() => void>();
const CHANNEL = "strata.session";
let channel: BroadcastChannel | null = null;

function tell(): void {
  for (const listener of listeners) listener();
}

/** Says that who is signed in may have changed: to this page and to the browser's other tabs. */
export const sessionSignal = {
  emit(): void {
    tell();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
    channel?.postMessage(null);
  },
  subscribe(listener: () => void): () => void {
    if (channel === null) {
      channel = new BroadcastChannel(CHANNEL);
      channel.addEventListener("message", tell);
    }
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
