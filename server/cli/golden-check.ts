import { goldenCheck, goldenInference } from "#server/engine/golden-check.ts";
import { onnxEngine } from "#server/engine/onnx/onnx-engine.ts";

// For `doctor`, in a process of its own, so that a runtime or a driver that crashes takes nothing else with it.
async function main(provider: string | undefined): Promise<void> {
  const { model, ...check } = await goldenCheck(onnxEngine);
  if (provider !== "webgpu" && provider !== "cuda") {
    process.stdout.write(`${JSON.stringify(check)}\n`);
    return;
  }
  const largestDifference = await goldenInference(provider, model);
  process.stdout.write(`${JSON.stringify({ ...check, largestDifference })}\n`);
}

await main(process.argv[2]);
// Some drivers hang when the runtime unloads them.
process.exit();
