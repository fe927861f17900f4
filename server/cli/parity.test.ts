import { beforeAll, expect, test } from "vitest";
import { HUNG_MS } from "#models/testing/limits.ts";
import { inProof } from "#models/testing/proof.ts";
import { distEntry } from "#server/platform/paths.ts";
import { runProgram } from "#server/platform/run-program.ts";
import { buildBundles } from "#server/worker/testing/worker-process.ts";
import { softwareVulkan } from "./check/software-vulkan.ts";

beforeAll(buildBundles);

function parity(args: string[], env: Record<string, string>) {
  const options = { timeoutMs: HUNG_MS, env: { ...process.env, ...env } };
  return runProgram(process.execPath, [distEntry("parity"), ...args], options);
}

// 47 and 48 normalize vectors of 60 and 72 values, which WebGPU computes wrong where it is asked to.
const [first, graphs] = inProof([1, 300], [47, 2]);

test(`${graphs} random networks train on WebGPU as on the CPU, on a Vulkan driver in software`, async ({
  skip,
}) => {
  const vulkan = softwareVulkan();
  if (vulkan === null)
    skip("no Vulkan driver: Chromium's package, which carries SwiftShader, is not installed");
  const args = ["--provider", "webgpu", "--first", `${first}`, "--graphs", `${graphs}`, "--json"];
  const { code, stdout } = await parity(args, vulkan ?? {});
  expect(JSON.parse(stdout)).toMatchObject({ compared: graphs, differing: [] });
  expect(code).toBe(0);
});

test("what is no provider is refused", async () => {
  const { code, stderr } = await parity(["--provider", "tpu"], {});
  expect(code).toBe(2);
  expect(stderr).toContain("--provider: expected one of cpu, webgpu, cuda, received tpu");
});
