import { parseArgs } from "node:util";
import { readEnvironment } from "#server/platform/env.ts";
import { findDatabase } from "./doctor/database.ts";
import { findOnnxCpu, findOnnxWebGpu, findTfjs } from "./doctor/engines.ts";
import type { Section } from "./doctor/finding.ts";
import { inspectVulkan } from "#server/platform/vulkan.ts";
import { describeVulkan, findNvidia } from "./doctor/gpu.ts";
import { findCpu, findMemory, findNode, findSystem } from "./doctor/machine.ts";
import { findMissing, formatSections } from "./doctor/print-sections.ts";
import { findBrowser, findDataset, findDisk, findPort, findStorage } from "./doctor/state.ts";

const HELP = `npm run doctor [-- --json]

Says what this machine has for Strata, and what to do about what is missing.
Ends with 0 where Strata can run, with 1 where it cannot.

  --json   one JSON object on standard output
`;

async function examine(): Promise<Section[]> {
  const environment = readEnvironment();
  const vulkan = await inspectVulkan();
  const [nvidia, memory, database, dataset, disk, storage, port, browser] = await Promise.all([
    findNvidia(),
    findMemory(),
    findDatabase(environment),
    findDataset(environment),
    findDisk(environment),
    findStorage(environment),
    findPort(environment),
    findBrowser(),
  ]);
  return [
    { title: "Machine", findings: [findSystem(), findNode(), findCpu(), memory] },
    {
      title: "Graphics",
      findings: process.platform === "linux" ? [nvidia, describeVulkan(vulkan)] : [nvidia],
    },
    // One after the other: each wants all cores.
    { title: "Engines", findings: [await findOnnxCpu(), await findOnnxWebGpu(vulkan), await findTfjs()] },
    { title: "State", findings: [database, dataset, disk, storage, port] },
    { title: "Tests", findings: [browser] },
  ];
}

async function main(): Promise<number> {
  const options = { json: { type: "boolean" }, help: { type: "boolean", short: "h" } } as const;
  let values;
  try {
    values = parseArgs({ options }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return 2;
  }
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  let sections;
  try {
    sections = await examine();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  const canRun = findMissing(sections).length === 0;
  process.stdout.write(
    values.json === true ? `${JSON.stringify({ canRun, sections }, null, 2)}\n` : formatSections(sections),
  );
  return canRun ? 0 : 1;
}

process.exitCode = await main();
