import { Tensor, type InferenceSession } from "onnxruntime-node";
import { createSession, type SessionSettings } from "./create-session.ts";
import { GraphBuilder } from "../graph/graph-builder.ts";

type Tensors = Readonly<Record<string, Tensor>>;

/**
 * The vectors that a step reads and gives back: an output is `next:` and its input's name. They lie in this process's
 * memory, or stay on the device from one step to the next.
 */
export type StateVectors = {
  /** What the next step reads. Valid until `advance`. */
  feeds: () => Tensors;
  /** Where it writes to; null where the runtime finds a place. */
  fetches: () => Record<string, Tensor | null>;
  /** What a step wrote is what the next one reads. */
  advance: (results: Tensors) => void;
  /** Copies the vectors here, where they lie elsewhere. */
  download: () => Promise<void>;
  /** @throws Error where a step has been taken since the last `download`. */
  read: (name: string) => Float32Array;
  write: (name: string, values: Float32Array) => void;
  release: () => Promise<void>;
};

/** All zero at first. @param lengths by name. */
export function hostVectors(lengths: ReadonlyMap<string, number>): StateVectors {
  const vectors = (): Tensors =>
    Object.fromEntries([...lengths].map(([name, length]) => [name, hostTensor(new Float32Array(length))]));
  // A step reads one set and writes the other, then they change places: nothing is allocated.
  let now = vectors();
  let next = vectors();
  const read = (name: string) => now[name]?.data as Float32Array;
  return {
    feeds: () => now,
    fetches: () => Object.fromEntries(Object.entries(next).map(([name, tensor]) => [`next:${name}`, tensor])),
    advance: () => void ([now, next] = [next, now]),
    download: () => Promise.resolve(),
    read,
    write: (name, values) => read(name).set(values),
    release: () => Promise.resolve(),
  };
}

/**
 * On the device of WebGPU, all zero at first. onnxruntime-node has no call that copies such a tensor here, and aborts the
 * process where `getData` is called, so a graph of a single Identity does it.
 */
export async function deviceVectors(
  lengths: ReadonlyMap<string, number>,
  settings: SessionSettings,
): Promise<StateVectors> {
  const copier = await createCopier(settings);
  const here = new Map([...lengths].map(([name, length]) => [name, new Float32Array(length)]));
  let now: Record<string, Tensor> = {};
  let isHere = true;
  const upload = () => {
    for (const [name, values] of here) now[name] ??= hostTensor(values);
  };
  const dispose = () => {
    for (const tensor of Object.values(now)) if (tensor.location !== "cpu") tensor.dispose();
  };
  const requireHere = () => {
    if (!isHere) throw new Error("The vectors are on the device: download them first");
  };
  return {
    feeds: () => {
      upload();
      return now;
    },
    fetches: () => Object.fromEntries([...lengths.keys()].map((name) => [`next:${name}`, null])),
    advance: (results) => {
      dispose();
      now = Object.fromEntries([...lengths.keys()].map((name) => [name, results[`next:${name}`] as Tensor]));
      isHere = false;
    },
    async download() {
      if (isHere) return;
      for (const [name, values] of here) {
        const { copy } = await copier.run({ vector: now[name] as Tensor });
        values.set(copy?.data as Float32Array);
      }
      isHere = true;
    },
    read: (name) => {
      requireHere();
      return here.get(name) as Float32Array;
    },
    write: (name, values) => {
      requireHere();
      here.get(name)?.set(values);
      if (now[name] !== undefined && now[name].location !== "cpu") now[name].dispose();
      delete now[name];
    },
    async release() {
      dispose();
      await copier.release();
    },
  };
}

function createCopier(settings: SessionSettings): Promise<InferenceSession> {
  const graph = new GraphBuilder(settings.target);
  const info = { type: "float32", dims: ["length"] } as const;
  graph.output("copy", graph.input("vector", info.type, info.dims), info);
  return createSession(graph.encode("copy"), settings);
}

function hostTensor(values: Float32Array): Tensor {
  return new Tensor("float32", values, [values.length]);
}
