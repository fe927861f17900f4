import { readFile } from "node:fs/promises";
import { VisionNetwork, type NetworkForm } from "#server/engine/vision/vision-network.ts";

/** Of files; loaded, a network takes several times that. */
const MOST_BYTES = 100 * 2 ** 20;

/** Keeps the networks that were asked last loaded. One call at a time. */
export function createLoadedNetworks(threads: number) {
  // The one that was asked longest ago first.
  const loaded = new Map<string, { network: VisionNetwork; bytes: number }>();
  return {
    async get(key: string, file: string, form: NetworkForm): Promise<VisionNetwork> {
      const known = loaded.get(key);
      if (known !== undefined) {
        loaded.delete(key);
        loaded.set(key, known);
        return known.network;
      }
      const model = await readFile(file);
      for (const [other, { network }] of loaded) {
        const total = [...loaded.values()].reduce((sum, { bytes }) => sum + bytes, model.byteLength);
        if (total <= MOST_BYTES) break;
        loaded.delete(other);
        await network.release();
      }
      const network = await VisionNetwork.open(model, form, threads);
      loaded.set(key, { network, bytes: model.byteLength });
      return network;
    },
  };
}
