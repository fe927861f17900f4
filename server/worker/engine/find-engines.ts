import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { availableParallelism, cpus } from "node:os";
import { basename, dirname, join } from "node:path";
import type { EngineName, WorkerVersions } from "#server/contract/worker.ts";
import { queryNvidia, type Nvidia } from "#server/platform/nvidia.ts";
import { ROOT } from "#server/platform/paths.ts";
import { inspectVulkan, type Vulkan } from "#server/platform/vulkan.ts";

type Device = { device: string; memoryBytes: number | null };

export type FoundEngines = {
  /** Worth a try on this machine, the ones that are hoped for most first; the CPU last. */
  candidates: EngineName[];
  deviceOf: (engine: EngineName) => Device;
  versionsOf: (engine: EngineName) => WorkerVersions;
};

const TENSORFLOW_PACKAGES = ["@tensorflow/tfjs-node-gpu", "@tensorflow/tfjs-node"];
const fromRoot = createRequire(join(ROOT, "package.json"));

/** Looks at this machine without loading any runtime. @param memoryLimitBytes what a training child may take. */
export async function findEngines(memoryLimitBytes: number): Promise<FoundEngines> {
  const [nvidia, vulkan] = await Promise.all([queryNvidia(), inspectVulkan()]);
  const tensorflow = TENSORFLOW_PACKAGES.find((name) => packageFolder(name) !== null);
  const versions = await readVersions([
    "onnxruntime-node",
    ...(tensorflow === undefined ? [] : [tensorflow]),
  ]);
  const hasVulkan = process.platform !== "linux" || (vulkan.loader !== null && vulkan.drivers.length > 0);
  const candidates: EngineName[] = [
    ...(hasCudaProvider() && nvidia.gpus.length > 0 ? (["cuda"] as const) : []),
    ...(hasVulkan ? (["webgpu"] as const) : []),
    ...(tensorflow === undefined ? [] : (["tfjs"] as const)),
    "cpu",
  ];
  const cpu = `${cpus()[0]?.model.trim() ?? "CPU"}, ${availableParallelism()} threads`;
  const gpu = gpuDevice(nvidia, vulkan);
  const isOnGpu = (engine: EngineName) =>
    engine === "cuda" || engine === "webgpu" || (engine === "tfjs" && tensorflow === TENSORFLOW_PACKAGES[0]);
  return {
    candidates,
    deviceOf: (engine) => (isOnGpu(engine) ? gpu : { device: cpu, memoryBytes: memoryLimitBytes }),
    versionsOf: (engine) => ({
      Node: process.versions.node,
      ...(engine === "tfjs" && tensorflow !== undefined
        ? { [tensorflow]: versions[tensorflow] ?? "?" }
        : { "ONNX Runtime": versions["onnxruntime-node"] ?? "?" }),
      ...(isOnGpu(engine) && nvidia.gpus[0] ? { "NVIDIA driver": nvidia.gpus[0].driver } : {}),
    }),
  };
}

function gpuDevice({ gpus: [gpu] }: Nvidia, { drivers }: Vulkan): Device {
  if (gpu !== undefined) return { device: gpu.model, memoryBytes: gpu.memoryBytes };
  const names = drivers.map((file) => basename(file, ".json").replace(/_icd.*$/, ""));
  return { device: names.length === 0 ? "GPU" : `Vulkan device (${names.join(", ")})`, memoryBytes: null };
}

/** The files that `ONNXRUNTIME_NODE_INSTALL=cuda12` downloads. */
function hasCudaProvider(): boolean {
  const folder = packageFolder("onnxruntime-node");
  const library = join(process.platform, process.arch, "libonnxruntime_providers_cuda.so");
  return folder !== null && existsSync(join(folder, "bin/napi-v6", library));
}

function packageFolder(name: string): string | null {
  try {
    return dirname(fromRoot.resolve(`${name}/package.json`));
  } catch {
    return null;
  }
}

async function readVersions(names: readonly string[]): Promise<Record<string, string>> {
  const entries = names.map(async (name): Promise<[string, string]> => {
    const text = await readFile(join(packageFolder(name) ?? "", "package.json"), "utf8").catch(() => "{}");
    return [name, (JSON.parse(text) as { version?: string }).version ?? "?"];
  });
  return Object.fromEntries(await Promise.all(entries));
}
