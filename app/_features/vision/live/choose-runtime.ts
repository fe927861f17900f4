export type LocalRuntime = "WebGPU" | "WebAssembly";

type Adapter = { isFallbackAdapter?: boolean; info?: { isFallbackAdapter?: boolean; architecture?: string } };
type Gpu = { requestAdapter: () => Promise<Adapter | null> };

/** Where a network runs in a browser: on a real card, or on the processor, which is quicker than a card that it only plays. */
export async function chooseRuntime(gpu: Gpu | undefined): Promise<LocalRuntime> {
  const adapter = await gpu?.requestAdapter().catch(() => null);
  if (adapter == null) return "WebAssembly";
  const { info = {} } = adapter;
  const isPlayed =
    (adapter.isFallbackAdapter ?? false) ||
    (info.isFallbackAdapter ?? false) ||
    info.architecture === "swiftshader";
  return isPlayed ? "WebAssembly" : "WebGPU";
}

/**
 * Opens a network where it was chosen; where a card cannot, on the processor.
 * @returns also why it is not on the card, in a browser's own words; null where nothing failed.
 */
export async function openWithFallback<Opened>(
  runtime: LocalRuntime,
  open: (runtime: LocalRuntime) => Promise<Opened>,
): Promise<{ opened: Opened; runtime: LocalRuntime; problem: string | null }> {
  try {
    return { opened: await open(runtime), runtime, problem: null };
  } catch (error) {
    if (runtime === "WebAssembly") throw error;
    const problem = error instanceof Error ? error.message : String(error);
    return { opened: await open("WebAssembly"), runtime: "WebAssembly", problem };
  }
}
