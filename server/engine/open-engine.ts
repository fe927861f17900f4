import type { Engine } from "./engine.ts";
import { createOnnxEngine } from "./onnx/onnx-engine.ts";
import { PROVIDERS } from "./onnx/session/target.ts";
import { loadTensorFlow } from "./tfjs/load-tensorflow.ts";
import { createTfjsEngine } from "./tfjs/tfjs-engine.ts";

/** What can train: a provider of the `onnx` engine, or the `tfjs` engine. */
export const ENGINE_CHOICES = [...PROVIDERS, "tfjs"] as const;
export type EngineChoice = (typeof ENGINE_CHOICES)[number];

/** @throws EngineError UNAVAILABLE where TensorFlow.js is chosen and cannot be used; providers say so when they train. */
export async function openEngine(choice: EngineChoice): Promise<Engine> {
  if (choice !== "tfjs") return createOnnxEngine(choice);
  return createTfjsEngine((await loadTensorFlow()).tf);
}
