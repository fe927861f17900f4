import type { Finding } from "./finding.ts";
import { queryNvidia } from "#server/platform/nvidia.ts";
import { VULKAN_LIBRARY, type Vulkan } from "#server/platform/vulkan.ts";

export async function findNvidia(): Promise<Finding> {
  const { isThere, gpus, problem } = await queryNvidia();
  if (!isThere) {
    return {
      name: "NVIDIA GPU",
      state: "absent",
      detail: "no nvidia-smi, so no driver of NVIDIA's",
      advice:
        "With an NVIDIA card: install its driver (Debian: nvidia-driver). Without one, Strata trains on the CPU",
      data: { gpus: [] },
    };
  }
  if (problem !== null) {
    return {
      name: "NVIDIA GPU",
      state: "note",
      detail: `nvidia-smi finds none: ${problem}`,
      advice: "The driver may not match the running kernel: reinstall it, or restart the machine",
      data: { gpus },
    };
  }
  return {
    name: "NVIDIA GPU",
    state: "good",
    detail: gpus.map(({ model, memory, driver }) => `${model}, ${memory}, driver ${driver}`).join("; "),
    data: { gpus },
  };
}

export function describeVulkan({ loader, drivers }: Vulkan): Finding {
  const data = { loader, drivers };
  if (loader === null) {
    return {
      name: "Vulkan",
      state: "absent",
      detail: `no ${VULKAN_LIBRARY}`,
      advice: "To compute on a GPU over WebGPU, install the loader (Debian: apt-get install libvulkan1)",
      data,
    };
  }
  if (drivers.length === 0) {
    return {
      name: "Vulkan",
      state: "absent",
      detail: `${loader}, and no driver`,
      advice:
        "Install your GPU's driver (AMD and Intel on Debian: mesa-vulkan-drivers; NVIDIA: nvidia-driver)",
      data,
    };
  }
  return { name: "Vulkan", state: "good", detail: `${loader}; ${drivers.join(", ")}`, data };
}
