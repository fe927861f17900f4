import { existsSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { findChromium } from "./chromium.ts";

const DRIVER = "vk_swiftshader_icd.json";

/**
 * Environment for a process that shall find SwiftShader, Chromium's Vulkan driver in software, and no other one. The
 * loader lies beside it, so that libvulkan1 need not be installed. Null where no Chromium here has them.
 */
export function softwareVulkan(): Record<string, string> | null {
  const chromium = findChromium();
  const folders = [
    "/usr/lib/chromium",
    ...(chromium !== null && existsSync(chromium) ? [dirname(realpathSync(chromium))] : []),
  ];
  const folder = folders.find(
    (each) => existsSync(join(each, DRIVER)) && existsSync(join(each, "libvulkan.so.1")),
  );
  if (folder === undefined) return null;
  const libraries = [folder, process.env.LD_LIBRARY_PATH ?? ""].filter((path) => path !== "");
  return {
    VK_ICD_FILENAMES: join(folder, DRIVER),
    VK_DRIVER_FILES: join(folder, DRIVER),
    LD_LIBRARY_PATH: libraries.join(delimiter),
    // The loader asks for one.
    XDG_RUNTIME_DIR: process.env.XDG_RUNTIME_DIR ?? tmpdir(),
  };
}
