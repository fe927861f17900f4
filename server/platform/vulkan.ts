import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { runProgram } from "./run-program.ts";

export const VULKAN_LIBRARY = "libvulkan.so.1";

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
