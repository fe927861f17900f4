export type Throttle = {
  request: (key: string) => void;
  cancel: (key: string) => void;
  close: () => void;
};

/** For each key calls `work` at once, then at most every `intervalMs` while requested, the last request included. */
export function createThrottle(intervalMs: number, work: (key: string) => void): Throttle {
  const busy = new Map<string, { timer: NodeJS.Timeout; isRequested: boolean }>();

  function run(key: string): void {
    const timer = setTimeout(() => {
      const wasRequested = busy.get(key)?.isRequested === true;
      busy.delete(key);
      if (wasRequested) run(key);
    }, intervalMs);
    timer.unref();
    busy.set(key, { timer, isRequested: false });
    work(key);
  }

  function cancel(key: string): void {
    clearTimeout(busy.get(key)?.timer);
    busy.delete(key);
  }

  return {
    cancel,
    request(key) {
      const entry = busy.get(key);
      if (entry === undefined) run(key);
      else entry.isRequested = true;
    },
    close() {
      for (const key of busy.keys()) cancel(key);
    },
  };
}
