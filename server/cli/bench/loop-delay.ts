export type LoopDelay = { p50: number; p99: number; max: number };

/** How late the event loop of the web process was since this was asked before, in milliseconds. */
export async function loopDelay(url: string): Promise<LoopDelay> {
  const text = await (await fetch(new URL("/metrics", url))).text();
  const read = (name: string) => {
    const [, value] = new RegExp(`^nodejs_eventloop_lag_${name}_seconds (\\S+)`, "m").exec(text) ?? [];
    return Math.round(Number(value) * 1e4) / 10;
  };
  return { p50: read("p50"), p99: read("p99"), max: read("max") };
}
