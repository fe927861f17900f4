import { EngineError } from "#server/engine/engine-error.ts";
import { createSession } from "./create-session.ts";
import { detectBlockSize } from "./detect-block-size.ts";
import { GraphBuilder } from "../graph/graph-builder.ts";
import { cpuTarget, PORTABLE, WEBGPU, type Provider, type Target } from "./target.ts";

/** This machine's, for a provider. @throws EngineError UNAVAILABLE where the provider does not load here. */
export async function targetFor(provider: Provider): Promise<Target> {
  switch (provider) {
    case "cpu":
      return cpuTarget(await detectBlockSize());
    case "webgpu":
      return tried(WEBGPU);
    case "cuda":
      return tried({ ...PORTABLE, provider, hasPoolPlaces: false, hasFusedMatMul: true });
  }
}

const NEEDS: Readonly<Record<Provider, string>> = {
  cpu: "",
  webgpu:
    "WebGPU cannot be used here. It needs a GPU with a Vulkan driver, and the Vulkan loader (Debian: libvulkan1).",
  cuda:
    "CUDA cannot be used here. It needs an NVIDIA GPU, CUDA 12, cuDNN 9, and the files that " +
    "ONNXRUNTIME_NODE_INSTALL=cuda12 node node_modules/onnxruntime-node/script/install downloads.",
};

/** Loads the provider with a graph of nothing, so that what is missing is said before anything else is begun. */
async function tried(target: Target): Promise<Target> {
  const graph = new GraphBuilder(target);
  const info = { type: "float32", dims: [1] } as const;
  graph.output("output", graph.input("input", info.type, info.dims), info);
  try {
    const session = await createSession(graph.encode("try"), { threads: 1, target });
    await session.release();
    return target;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `${NEEDS[target.provider]} The runtime says: ${reason}`;
    throw new EngineError("UNAVAILABLE", message, { cause: error });
  }
}
