import { readFile } from "node:fs/promises";
import { arch, availableParallelism, cpus, freemem, platform, release, totalmem } from "node:os";
import type { Finding } from "./finding.ts";
import { ROOT } from "#server/platform/paths.ts";
import { isAtLeast, minimumNode } from "../minimum-node.mjs";
import { formatMemory } from "#models/training/format-memory.ts";

/** Versions that the project is tested with; newer ones most likely work. */
const TESTED_NODE = [20, 22, 24];
const COMFORTABLE_MEMORY = 4 * 2 ** 30;

export function findNode(version = process.versions.node): Finding {
  const [major = 0] = version.split(".").map(Number);
  const minimum = minimumNode(ROOT);
  const data = { version };
  if (!isAtLeast(version, minimum)) {
    return {
      name: "Node",
      state: "missing",
      detail: `${version}, too old`,
      advice: `Install Node ${minimum} or newer, best 22 or 24: https://nodejs.org`,
      data,
    };
  }
  const isTested = TESTED_NODE.includes(major);
  return {
    name: "Node",
    state: isTested ? "good" : "note",
    detail: isTested ? version : `${version}, which Strata is not tested with`,
    ...(isTested ? {} : { advice: `Should anything fail, try Node ${TESTED_NODE.join(", ")}` }),
    data,
  };
}

export function findSystem(): Finding {
  const system = `${platform()} ${release()} ${arch()}`;
  return { name: "System", state: "good", detail: system, data: { system } };
}

export function findCpu(): Finding {
  const model = cpus()[0]?.model.trim() ?? "unknown";
  const cores = availableParallelism();
  return {
    name: "CPU",
    state: "good",
    detail: `${model}, ${cores} ${cores === 1 ? "core" : "cores"}`,
    data: { model, cores },
  };
}

export async function findMemory(): Promise<Finding> {
  const totalBytes = usableMemory();
  const availableBytes = await availableMemory();
  const isEnough = totalBytes >= COMFORTABLE_MEMORY;
  return {
    name: "Memory",
    state: isEnough ? "good" : "note",
    detail: `${formatMemory(totalBytes)}, ${formatMemory(availableBytes)} of it available`,
    ...(isEnough ? {} : { advice: "Large networks need 4 GB and more; train with a small batch size" }),
    data: { totalBytes, availableBytes },
  };
}

/** What is left to programs, caches that can be given up counted in. */
async function availableMemory(): Promise<number> {
  const text = await readFile("/proc/meminfo", "utf8").catch(() => "");
  const kilobytes = /^MemAvailable:\s+(\d+) kB$/m.exec(text)?.[1];
  return kilobytes === undefined ? freemem() : Number(kilobytes) * 1024;
}

/** A container may have less than the machine that it runs on. */
function usableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < totalmem() ? limit : totalmem();
}
