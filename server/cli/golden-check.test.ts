import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { goldenValues, type GoldenValues } from "#server/engine/golden-check.ts";
import { distEntry } from "#server/platform/paths.ts";
import { buildBundles } from "#server/worker/testing.ts";
import { softwareVulkan } from "./check/software-vulkan.ts";
import { runProgram } from "#server/platform/run-program.ts";

const NO_DRIVER = "no Vulkan driver: Chromium's package, which carries SwiftShader, is not installed";
const result = z.object({ isGood: z.boolean(), values: goldenValues });

beforeAll(buildBundles);

async function check(choice: string, env: Record<string, string>) {
  const outcome = await runProgram(process.execPath, [distEntry("golden-check"), choice], {
    timeoutMs: 30_000,
    env: { ...process.env, ...env },
  });
  return { ...outcome, result: outcome.code === 0 ? result.parse(JSON.parse(outcome.stdout)) : null };
}

const flat = ({ losses, validationLosses, probabilities }: GoldenValues) => [
  ...losses,
  ...validationLosses,
  ...probabilities,
];

test("WebGPU trains to the same losses as the CPU, on a Vulkan driver in software", async ({ skip }) => {
  const vulkan = softwareVulkan();
  if (vulkan === null) skip(NO_DRIVER);
  const [cpu, webgpu] = [await check("cpu", {}), await check("webgpu", vulkan ?? {})];
  expect(webgpu.stderr).toBe("");
  expect(webgpu.result?.isGood).toBe(true);
  const expected = flat(cpu.result!.values);
  const gaps = flat(webgpu.result!.values).map((value, i) => Math.abs(value - (expected[i] ?? Number.NaN)));
  expect(gaps).toHaveLength(9);
  expect(Math.max(...gaps)).toBeLessThan(1e-3);
}, 60_000);

test("CUDA is refused where its libraries are missing", async () => {
  const { code, stderr } = await check("cuda", {});
  expect(code).toBe(1);
  expect(stderr).toMatch(/CUDA.*ONNXRUNTIME_NODE_INSTALL=cuda12/s);
});
