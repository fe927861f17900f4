import type { Engine } from "./engine.ts";
import { createOnnxEngine } from "./onnx/onnx-engine.ts";
import { PROVIDERS } from "./onnx/target.ts";

/** What can train: a provider of the `onnx` engine. */
export const ENGINE_CHOICES = PROVIDERS;
export type EngineChoice = (typeof ENGINE_CHOICES)[number];

/** @throws where its libraries are not here, with what is missing. */
export async function openEngine(choice: EngineChoice): Promise<Engine> {
  return createOnnxEngine(choice);
}
