import { Tensor, type InferenceSession } from "onnxruntime-node";
import { decodeCandidates, type Candidate } from "#models/vision/decode-candidates.ts";
import { inputTensor } from "#models/vision/input-tensor.ts";
import { boxInPicture } from "#models/vision/letterbox.ts";
import type { RgbPicture } from "#models/vision/resize-bilinear.ts";
import { softmaxTop, type ClassScore } from "#models/vision/softmax-top.ts";
import type { ModelDescriptor } from "#models/zoo/descriptor.ts";
import { EngineError } from "../engine-error.ts";
import { createSession } from "../onnx/session/create-session.ts";

const MOST_CLASSES = 10;

export type VisionAnswer = {
  /** Candidates in pixels of the picture, before suppression; of a classifier none. */
  candidates: Candidate[];
  /** Of a classifier the most probable classes; of a detector none. */
  classes: ClassScore[];
  /** What the network itself took. */
  modelMs: number;
};

export type NetworkForm = Pick<ModelDescriptor, "form" | "input" | "preprocessing">;

/** A pretrained network that is asked about pictures, one at a time. */
export class VisionNetwork {
  readonly #session: InferenceSession;
  readonly #form: NetworkForm;

  private constructor(session: InferenceSession, form: NetworkForm) {
    this.#session = session;
    this.#form = form;
  }

  /** @param model the bytes of an ONNX file that `describeNetwork` has taken. */
  static async open(model: Uint8Array, form: NetworkForm, threads: number): Promise<VisionNetwork> {
    return new VisionNetwork(await createSession(model, { threads }), form);
  }

  /** @param minScore candidates below are left out. @throws EngineError NOT_FINITE. */
  async ask(picture: RgbPicture, minScore: number): Promise<VisionAnswer> {
    const { form, input, preprocessing } = this.#form;
    const { data, letterbox } = inputTensor(picture, input, preprocessing);
    const tensor = new Tensor("float32", data, [1, 3, input.height, input.width]);
    const startedAt = performance.now();
    const outputs = await this.#session.run({ [this.#session.inputNames[0] ?? ""]: tensor });
    const modelMs = performance.now() - startedAt;
    const output = outputs[this.#session.outputNames[0] ?? ""];
    const values = output?.data;
    if (output === undefined || !(values instanceof Float32Array) || !values.every(Number.isFinite)) {
      throw new EngineError("NOT_FINITE", "The network answers with values that are not numbers.");
    }
    if (form === "logits") return { candidates: [], classes: softmaxTop(values, MOST_CLASSES), modelMs };
    const candidates = decodeCandidates({ form, values, dims: output.dims, input }, minScore).map(
      (candidate) => ({ ...candidate, ...boxInPicture(candidate, letterbox, picture) }),
    );
    return { candidates, classes: [], modelMs };
  }

  async release(): Promise<void> {
    await this.#session.release();
  }
}
