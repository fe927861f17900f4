import { HEARTBEAT_MS } from "#server/contract/protocol.ts";

/** `offline`: the browser says that there is no network. `silent`: nothing was heard. `closed`: the socket is. */
export type LossReason = "offline" | "silent" | "closed";
export type Link = { state: "connected" } | { state: "lost"; reason: LossReason };

export type LinkMonitor = {
  connected: () => void;
  closed: () => void;
  /** Something came from the server, if only its heartbeat. */
  heard: () => void;
  offline: () => void;
  /** Looks whether it has been silent for too long. To be called every `CHECK_MS`. */
  check: () => void;
  /** When the server was last heard of, on the clock of `now`. */
  heardAt: () => number;
};

export const CHECK_MS = 250;
/** A heartbeat that is late by more than its own time is a lost link: seen within 3 s with what a check and a page take. */
const SILENCE_MS = 2.2 * HEARTBEAT_MS;
/** A page that was frozen, or a machine that slept, hears what has come right after its own timers. */
const FROZEN_MS = 4 * CHECK_MS + HEARTBEAT_MS;

type MonitorOptions = { now: () => number; onChange: (link: Link) => void };

/** Tells from what a socket does whether what a page shows is still news. */
export function createLinkMonitor({ now, onChange }: MonitorOptions): LinkMonitor {
  let link: Link | null = null;
  let isOpen = false;
  let heardAt = now();
  let checkedAt = now();

  function set(next: Link): void {
    const isSame =
      link?.state === next.state &&
      (link.state === "connected" || (next.state === "lost" && link.reason === next.reason));
    link = next;
    if (!isSame) onChange(next);
  }

  function heard(): void {
    heardAt = now();
    if (isOpen) set({ state: "connected" });
  }

  return {
    heard,
    heardAt: () => heardAt,
    connected() {
      isOpen = true;
      heard();
    },
    closed() {
      isOpen = false;
      // Without a network every attempt to connect fails as well.
      if (link?.state !== "lost" || link.reason === "silent") set({ state: "lost", reason: "closed" });
    },
    offline: () => set({ state: "lost", reason: "offline" }),
    check() {
      const time = now();
      if (time - checkedAt > FROZEN_MS) heardAt = Math.max(heardAt, time - HEARTBEAT_MS);
      checkedAt = time;
      if (link?.state === "connected" && time - heardAt > SILENCE_MS)
        set({ state: "lost", reason: "silent" });
    },
  };
}
