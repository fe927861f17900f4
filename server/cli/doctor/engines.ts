import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";
import { GOLDEN_TOLERANCE } from "#server/engine/measure/golden-check.ts";
import { distEntry, ROOT } from "#server/platform/paths.ts";
import type { Finding } from "./finding.ts";
import type { Vulkan } from "#server/platform/vulkan.ts";
import { runProgram, type ProgramOutcome } from "#server/platform/run-program.ts";

const GOLDEN_LIMIT_MS = 60_000;
/** Node 23 took away what TensorFlow.js's native module calls. */
const NEWEST_NODE_OF_TFJS = 22;

const golden = z.object({ largestDifference: z.number(), seconds: z.number() });
type Golden = z.infer<typeof golden>;

/** The CPU engine: without it nothing trains. */
export async function findOnnxCpu(): Promise<Finding> {
  const outcome = await runGolden("cpu");
  const result = parseGolden(outcome);
  const name = "onnx on the CPU";
  if (result === null) {
    return {
      name,
      state: "missing",
      detail: `does not load: ${lastLine(outcome)}`,
      advice: "Install again: remove node_modules and start Strata. On Alpine, take an image with glibc",
      data: { isLoaded: false },
    };
  }
  return describeGolden(name, result, "missing");
}

/** Optional: the provider that computes on a GPU through Vulkan. */
export async function findOnnxWebGpu({ loader, drivers }: Vulkan): Promise<Finding> {
  const name = "onnx on WebGPU";
  if (process.platform === "linux" && (loader === null || drivers.length === 0)) {
    const detail = "not tried: it needs a Vulkan loader and a driver";
    return { name, state: "absent", detail, data: { isLoaded: false } };
  }
  const outcome = await runGolden("webgpu");
  const result = parseGolden(outcome);
  if (result === null) {
    return {
      name,
      state: "absent",
      detail: `does not load: ${lastLine(outcome)}`,
      advice: "Check the driver with `vulkaninfo --summary` (Debian: vulkan-tools)",
      data: { isLoaded: false },
    };
  }
  return describeGolden(name, result, "note");
}

/** Optional: TensorFlow.js with its native library. */
export async function findTfjs(): Promise<Finding> {
  const name = "tfjs";
  const fromRoot = createRequire(join(ROOT, "package.json"));
  const packageName = ["@tensorflow/tfjs-node-gpu", "@tensorflow/tfjs-node"].find((candidate) => {
    try {
      return fromRoot.resolve(`${candidate}/package.json`) !== "";
    } catch {
      return false;
    }
  });
  const major = Number(process.versions.node.split(".")[0]);
  if (packageName === undefined) {
    return {
      name,
      state: "absent",
      detail: "@tensorflow/tfjs-node-gpu is not installed",
      advice:
        major > NEWEST_NODE_OF_TFJS
          ? `Not needed. It would not load on Node ${process.versions.node}: it wants Node 22 or older`
          : "Not needed. It wants CUDA 11 and cuDNN 8: npm install --no-save @tensorflow/tfjs-node-gpu",
      data: { isInstalled: false },
    };
  }
  const script = `import(${JSON.stringify(packageName)}).then((tf) => console.log((tf.default ?? tf).getBackend()))`;
  const outcome = await runProgram(process.execPath, ["--input-type=module", "-e", script], {
    timeoutMs: GOLDEN_LIMIT_MS,
  });
  if (outcome.code === 0) {
    const detail = `${packageName} loads, backend ${outcome.stdout.trim().split("\n").at(-1)}`;
    return { name, state: "good", detail, data: { isInstalled: true, isLoaded: true } };
  }
  return {
    name,
    state: "note",
    detail: `${packageName} is installed and does not load: ${lastLine(outcome)}`,
    advice:
      major > NEWEST_NODE_OF_TFJS
        ? `Node ${process.versions.node} cannot load it: run Strata with Node 22, or leave it, it is not needed`
        : "It wants CUDA 11 and cuDNN 8. It is not needed: the onnx engine trains without it",
    data: { isInstalled: true, isLoaded: false },
  };
}

function runGolden(provider: string): Promise<ProgramOutcome> {
  const args = [distEntry("golden-check"), provider];
  return runProgram(process.execPath, args, { timeoutMs: GOLDEN_LIMIT_MS });
}

function parseGolden({ code, stdout }: ProgramOutcome): Golden | null {
  if (code !== 0) return null;
  try {
    return golden.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
  } catch {
    return null;
  }
}

function describeGolden(
  name: string,
  { largestDifference, seconds }: Golden,
  wrong: "note" | "missing",
): Finding {
  const isGood = largestDifference <= GOLDEN_TOLERANCE;
  const difference = largestDifference.toExponential(1);
  const data = { isLoaded: true, isGood, largestDifference, seconds };
  if (isGood) {
    const detail = `loads and computes the recorded values (off by ${difference}, ${seconds.toFixed(1)} s)`;
    return { name, state: "good", detail, data };
  }
  return {
    name,
    state: wrong,
    detail: `loads, but computes other values than recorded (off by ${difference})`,
    advice:
      "Do not trust its results. Install again, update the driver, and report this with `npm run doctor -- --json`",
    data,
  };
}

function lastLine({ code, stderr }: ProgramOutcome): string {
  const lines = stderr.split("\n").map((line) => line.trim());
  const telling = lines.find((line) => /error/i.test(line)) ?? lines.findLast((line) => line !== "");
  return telling?.slice(0, 200) ?? (code === null ? "it crashed or took too long" : `code ${code}`);
}
