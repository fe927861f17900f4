import { createRequire } from "node:module";
import type * as TensorFlow from "@tensorflow/tfjs";
import { EngineError } from "../engine-error.ts";

export type TensorFlowJs = typeof TensorFlow;

/** Optional peers, of which the first that is installed is taken. */
const TENSORFLOW_PACKAGES = ["@tensorflow/tfjs-node-gpu", "@tensorflow/tfjs-node"] as const;

/** Node 23 took away functions that TensorFlow.js's native module, release 4.22, calls. */
const NEWEST_NODE = 22;

/** TensorFlow.js with its native library. @throws EngineError UNAVAILABLE that says what is in the way. */
export async function loadTensorFlow(
  nodeVersion: string = process.versions.node,
): Promise<{ tf: TensorFlowJs; packageName: string }> {
  if (Number(nodeVersion.split(".")[0]) > NEWEST_NODE) {
    throw new EngineError(
      "UNAVAILABLE",
      `TensorFlow.js cannot be used on Node ${nodeVersion}: its current release, 4.22, loads on Node 22 and older ` +
        "only. Run the worker with Node 22, or let the onnx engine train.",
    );
  }
  const failures: string[] = [];
  for (const packageName of TENSORFLOW_PACKAGES.filter(isInstalled)) {
    try {
      const loaded = (await import(packageName)) as TensorFlowJs & { default?: TensorFlowJs };
      const tf = loaded.default ?? loaded;
      await tf.ready();
      return { tf, packageName };
    } catch (error) {
      const reason = String(error).split("\n")[0];
      failures.push(`${packageName} is installed and does not load: ${reason}`);
    }
  }
  throw new EngineError(
    "UNAVAILABLE",
    failures.length > 0
      ? `TensorFlow.js cannot be used here. ${failures.join(". ")}. @tensorflow/tfjs-node-gpu wants CUDA 11 and cuDNN 8`
      : "TensorFlow.js is not installed: npm install --no-save @tensorflow/tfjs-node-gpu (CUDA 11, cuDNN 8, Node 22 or older)",
  );
}

function isInstalled(packageName: string): boolean {
  try {
    return createRequire(import.meta.url).resolve(`${packageName}/package.json`) !== "";
  } catch {
    return false;
  }
}
