import type { InferenceSession, Tensor } from "onnxruntime-web/wasm";
import { decodeCandidates } from "#models/vision/decode-candidates.ts";
import { inputTensor } from "#models/vision/input-tensor.ts";
import { boxInPicture } from "#models/vision/letterbox.ts";
import { LEAST_SCORE, MOST_CANDIDATES } from "#models/vision/limits.ts";
import { chooseRuntime, openWithFallback, type LocalRuntime } from "./choose-runtime.ts";
import type { FromLocal, ToLocal } from "./local-messages.ts";

// A browser's own process: it looks at frames with ONNX Runtime compiled for browsers. Nothing leaves the machine.

type Form = Extract<ToLocal, { kind: "open" }>["form"];
type Runtime = {
  Tensor: typeof Tensor;
  session: InferenceSession;
  form: Form;
};

const MOST_THREADS = 4;
let opened: Runtime | null = null;
/** A session runs one frame at a time; the next is here already when it is done. */
let before: Promise<void> = Promise.resolve();

const say = (message: FromLocal): void => self.postMessage(message, {});

self.addEventListener("message", ({ data }: MessageEvent<ToLocal>) => {
  before = before
    .then(() => (data.kind === "open" ? open(data) : answer(data)))
    .catch((error: unknown) =>
      say({ kind: "failed", reason: error instanceof Error ? error.message : String(error) }),
    );
});

async function open({ address, form }: Extract<ToLocal, { kind: "open" }>): Promise<void> {
  const { gpu } = navigator as { gpu?: Parameters<typeof chooseRuntime>[0] };
  const wanted = chooseRuntime(gpu);
  const threads = self.crossOriginIsolated
    ? Math.max(1, Math.min(MOST_THREADS, navigator.hardwareConcurrency - 1))
    : 1;
  const response = await fetch(address);
  if (!response.ok)
    throw new Error(`The model could not be fetched: the server answered ${response.status}.`);
  const model = new Uint8Array(await response.arrayBuffer());
  const { opened: runtime, ...how } = await openWithFallback(await wanted, (on) =>
    load(model, { form, on, threads }),
  );
  opened = runtime;
  say({ kind: "ready", threads, ...how });
}

async function load(
  model: Uint8Array,
  { form, on, threads }: { form: Form; on: LocalRuntime; threads: number },
): Promise<Runtime> {
  const ort = on === "WebGPU" ? await import("onnxruntime-web/webgpu") : await import("onnxruntime-web/wasm");
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = "error";
  const session = await ort.InferenceSession.create(model, {
    executionProviders: on === "WebGPU" ? ["webgpu", "wasm"] : ["wasm"],
  });
  const runtime = { Tensor: ort.Tensor, session, form };
  // Once on grey: what a card cannot run shows only then, and what it has to build for it is built.
  const { width, height } = form.input;
  await infer(runtime, new Float32Array(3 * width * height).fill(0.5));
  return runtime;
}

async function infer({ Tensor, session, form: { input } }: Runtime, data: Float32Array) {
  const dims = [1, 3, input.height, input.width];
  const outputs = await session.run({
    [session.inputNames[0] ?? ""]: new Tensor("float32", data, dims),
  });
  return outputs[session.outputNames[0] ?? ""];
}

async function answer({ id, pixels, width, height }: Extract<ToLocal, { kind: "frame" }>): Promise<void> {
  if (opened === null) throw new Error("No model is open.");
  const { form } = opened;
  const picture = { width, height, pixels: rgbOf(new Uint8Array(pixels)) };
  const { data, letterbox } = inputTensor(picture, form.input, form.preprocessing);
  const { input } = form;
  const startedAt = performance.now();
  const output = await infer(opened, data);
  const modelMs = performance.now() - startedAt;
  if (form.form === "logits" || output === undefined || !(output.data instanceof Float32Array)) {
    throw new Error("This network says no places. Choose a detector.");
  }
  const candidates = decodeCandidates(
    { form: form.form, values: output.data, dims: output.dims, input },
    LEAST_SCORE,
  )
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST_CANDIDATES)
    .map((candidate) => ({ ...candidate, ...boxInPicture(candidate, letterbox, picture) }));
  say({ kind: "answer", id, candidates, modelMs });
}

function rgbOf(rgba: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from] ?? 0;
    rgb[to + 1] = rgba[from + 1] ?? 0;
    rgb[to + 2] = rgba[from + 2] ?? 0;
  }
  return rgb;
}
