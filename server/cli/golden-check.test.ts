import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { PATIENCE_MS } from "#models/testing/limits.ts";
import { goldenValues, type GoldenValues } from "#server/engine/measure/golden-check.ts";
import { distEntry } from "#server/platform/paths.ts";
import { buildBundles } from "#server/worker/testing/worker-process.ts";
import { softwareVulkan } from "./check/software-vulkan.ts";
import { runProgram } from "#server/platform/run-program.ts";

const NO_DRIVER = "no Vulkan driver: Chromium's package, which carries SwiftShader, is not installed";
const result = z.object({ isGood: z.boolean(), values: goldenValues });

beforeAll(buildBundles);

async function check(choice: string, env: Record<string, string>) {
  const outcome = await runProgram(process.execPath, [distEntry("golden-check"), choice], {
    timeoutMs: PATIENCE_MS,
    env: { ...process.env, ...env },
  });
  return { ...outcome, result: outcome.code === 0 ? result.parse(JSON.parse(outcome.stdout)) : null };
}

const event = z.object({
  cat: z.string(),
  args: z.object({ op_name: z.string().optional(), provider: z.string().optional() }).optional(),
});

/** Where the operators of sessions on WebGPU ran, from the runtime's profiles. */
async function placements(folder: string) {
  const names = await readdir(folder);
  const sessions = await Promise.all(
    names.map(async (name) => {
      const events = z.array(event).parse(JSON.parse(await readFile(join(folder, name), "utf8")));
      return events.flatMap(({ cat, args }) =>
        cat === "Node" && args?.provider ? [{ op: args.op_name, provider: args.provider }] : [],
      );
    }),
  );
  const isOnGpu = (each: { provider: string }) => each.provider === "WebGpuExecutionProvider";
  return sessions.filter((session) => session.some(isOnGpu)).flat();
}

const flat = ({ losses, validationLosses, probabilities }: GoldenValues) => [
  ...losses,
  ...validationLosses,
  ...probabilities,
];

test("WebGPU trains to the same losses as the CPU, on a Vulkan driver in software", async ({ skip }) => {
  const vulkan = softwareVulkan();
  if (vulkan === null) skip(NO_DRIVER);
  const folder = await mkdtemp(join(tmpdir(), "strata-webgpu-"));
  const [cpu, webgpu] = [
    await check("cpu", {}),
    await check("webgpu", { ...vulkan, STRATA_PROFILE: join(folder, "profile") }),
  ];
  const placed = await placements(folder);
  await rm(folder, { recursive: true });
  expect(webgpu.stderr).toBe("");
  expect(webgpu.result?.isGood).toBe(true);
  const expected = flat(cpu.result!.values);
  const gaps = flat(webgpu.result!.values).map((value, i) => Math.abs(value - (expected[i] ?? Number.NaN)));
  expect(gaps).toHaveLength(9);
  expect(Math.max(...gaps)).toBeLessThan(1e-3);
  // What the provider lacks would be computed on the CPU, silently and with copies in the middle of a step.
  expect(placed.length).toBeGreaterThan(100);
  expect(placed.filter(({ provider }) => provider !== "WebGpuExecutionProvider")).toEqual([]);
});

test("CUDA is refused where its libraries are missing", async () => {
  const { code, stderr } = await check("cuda", {});
  expect(code).toBe(1);
  expect(stderr).toMatch(/CUDA.*ONNXRUNTIME_NODE_INSTALL=cuda12/s);
});
