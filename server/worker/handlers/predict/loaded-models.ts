import { readFile } from "node:fs/promises";
import { openPredictor, type Predictor } from "#server/engine/score/predict.ts";

type LoadedModel = { predictor: Predictor; bytes: number };

/** Of files; loaded, a network takes somewhat more. */
const MOST_BYTES = 256 * 2 ** 20;
const MOST_MODELS = 8;

/** Keeps the networks that were asked last loaded. One call at a time. */
export function createLoadedModels(): { get: (key: string, file: string) => Promise<Predictor> } {
  // The one that was asked longest ago first.
  const loaded = new Map<string, LoadedModel>();

  async function makeRoom(bytes: number): Promise<void> {
    for (const [key, model] of loaded) {
      const total = [...loaded.values()].reduce((sum, each) => sum + each.bytes, bytes);
      if (loaded.size < MOST_MODELS && total <= MOST_BYTES) return;
      loaded.delete(key);
      await model.predictor.release();
    }
  }

  return {
    async get(key, file) {
      const known = loaded.get(key);
      if (known !== undefined) {
        loaded.delete(key);
        loaded.set(key, known);
        return known.predictor;
      }
      const model = await readFile(file);
      await makeRoom(model.byteLength);
      const predictor = await openPredictor(model);
      loaded.set(key, { predictor, bytes: model.byteLength });
      return predictor;
    },
  };
}
