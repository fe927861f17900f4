import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { Finding } from "./finding.ts";
import { runProgram } from "./run-program.ts";

const VULKAN_LIBRARY = "libvulkan.so.1";

export async function findNvidia(): Promise<Finding> {
  const { isThere, code, stdout, stderr } = await runProgram("nvidia-smi", [
    "--query-gpu=name,memory.total,driver_version",
    "--format=csv,noheader",
  ]);
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
  const gpus = stdout.split("\n").flatMap((line) => {
    const [model, memory, driver] = line.split(",").map((cell) => cell.trim());
    return model && memory && driver ? [{ model, memory, driver }] : [];
  });
  if (code !== 0 || gpus.length === 0) {
    return {
      name: "NVIDIA GPU",
      state: "note",
      detail: `nvidia-smi finds none: ${(stderr || stdout).trim().split("\n")[0] ?? `code ${code}`}`,
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

export type Vulkan = { loader: string | null; drivers: string[] };

/** The Vulkan loader and the drivers that it would find. */
export async function inspectVulkan(env: NodeJS.ProcessEnv = process.env): Promise<Vulkan> {
  return { loader: await findLoader(env), drivers: await findDrivers(env) };
}

async function findLoader(env: NodeJS.ProcessEnv): Promise<string | null> {
  for (const folder of (env.LD_LIBRARY_PATH ?? "").split(delimiter).filter(Boolean)) {
    if (existsSync(join(folder, VULKAN_LIBRARY))) return join(folder, VULKAN_LIBRARY);
  }
  for (const command of ["ldconfig", "/sbin/ldconfig"]) {
    const { stdout } = await runProgram(command, ["-p"]);
    const path = new RegExp(`${VULKAN_LIBRARY.replaceAll(".", "\\.")} .*=> (.+)$`, "m").exec(stdout)?.[1];
    if (path !== undefined) return path;
  }
  return null;
}

async function findDrivers(env: NodeJS.ProcessEnv): Promise<string[]> {
  const named = env.VK_DRIVER_FILES ?? env.VK_ICD_FILENAMES;
  if (named) return named.split(delimiter).filter((file) => existsSync(file));
  const folders = ["/usr/share/vulkan/icd.d", "/usr/local/share/vulkan/icd.d", "/etc/vulkan/icd.d"];
  const files = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      return names.filter((name) => name.endsWith(".json")).map((name) => join(folder, name));
    }),
  );
  return files.flat();
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
