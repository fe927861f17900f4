import type { ModelDescriptor } from "#models/zoo/descriptor.ts";
import { MODEL_FILES_PATH } from "#server/contract/model-limits.ts";
import type { Detector, Sight } from "./detector.ts";
import type { FromLocal, ToLocal } from "./local-messages.ts";

type Waiting = { resolve: (sight: Sight) => void; reject: (error: Error) => void };

/** Has this machine look at frames, in a process of its own. @throws Error where the browser cannot. */
export async function localDetector(cohortId: string, model: ModelDescriptor): Promise<Detector> {
  const worker = new Worker(new URL("./local-detector.worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let place = "";
  const tell = (message: ToLocal, transfer: Transferable[] = []) => worker.postMessage(message, transfer);

  const ready = new Promise<void>((resolve, reject) => {
    function fail(reason: string): void {
      const error = new Error(reason);
      reject(error);
      for (const { reject: refuse } of waiting.values()) refuse(error);
      waiting.clear();
    }
    worker.addEventListener("error", (event) => {
      fail(event.message || "The browser could not start the network.");
    });
    worker.addEventListener("message", ({ data }: MessageEvent<FromLocal>) => {
      if (data.kind === "failed") fail(data.reason);
      else if (data.kind === "ready") {
        const threads = data.threads === 1 ? "one thread" : `${data.threads} threads`;
        place = `on this machine, ${data.runtime}${data.runtime === "WebGPU" ? "" : ` with ${threads}`}`;
        if (data.problem !== null)
          place += `, since its graphics card could not (${data.problem.slice(0, 120)})`;
        resolve();
      } else {
        waiting.get(data.id)?.resolve(data);
        waiting.delete(data.id);
      }
    });
  });
  const { form, input, preprocessing } = model;
  tell({
    kind: "open",
    address: `${MODEL_FILES_PATH}${cohortId}/${model.name}`,
    form: { form, input, preprocessing },
  });
  try {
    await ready;
  } catch (error) {
    worker.terminate();
    throw error;
  }

  return {
    place,
    // One is looked at while the next is taken.
    atOnce: 2,
    detect(frame) {
      const context = frame.getContext("2d");
      if (context === null) return Promise.reject(new Error("No canvas can be had."));
      const { width, height } = frame;
      const pixels = context.getImageData(0, 0, width, height).data.buffer;
      const id = (lastId += 1);
      return new Promise<Sight>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        tell({ kind: "frame", id, pixels, width, height }, [pixels]);
      });
    },
    close: () => worker.terminate(),
  };
}
