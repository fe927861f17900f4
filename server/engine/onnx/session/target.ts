/** ONNX Runtime's execution providers that the engine trains on. */
export const PROVIDERS = ["cpu", "webgpu", "cuda"] as const;
export type Provider = (typeof PROVIDERS)[number];

/** What a graph may count on where it is run. Layers ask for abilities, not for a provider's name. */
export type Target = {
  provider: Provider;
  /** Channels side by side in the runtime's blocked layout; 0 keeps to ONNX's standard operators. */
  blockSize: number;
  /** MaxPool tells where its maxima lie, and MaxUnpool and ScatterElements are there to send gradients back. */
  hasPoolPlaces: boolean;
  /** `com.microsoft.FusedMatMul`: a product of transposed operands without a transposed copy. */
  hasFusedMatMul: boolean;
  /**
   * A grouped convolution is right for any number of filters a group. WebGPU's of ONNX Runtime 1.30 is wrong for more
   * than 4 that do not fill its vectors: it computes 4 at once, across the border of a group.
   */
  hasAnyGroups: boolean;
  /**
   * BatchNormalization takes vectors. WebGPU's of ONNX Runtime 1.30, told to keep ONNX's layout, takes one channel's
   * moments for four values side by side where the channels are a multiple of 4.
   */
  hasVectorNormalization: boolean;
  /** Sum, of any number of values. WebGPU's has Add alone. */
  hasSum: boolean;
  /** Outputs may stay on the device and be fed again. Of onnxruntime-node 1.30 WebGPU's alone can. */
  keepsOutputs: boolean;
  /** Inputs that one operator may have. WebGPU allows a shader 12 buffers, one of them for the output. */
  maxInputs: number;
};

/** Any runtime: what exported files are made of. */
export const PORTABLE: Target = {
  provider: "cpu",
  blockSize: 0,
  hasPoolPlaces: true,
  hasFusedMatMul: false,
  hasAnyGroups: true,
  hasVectorNormalization: true,
  hasSum: true,
  keepsOutputs: false,
  maxInputs: Number.POSITIVE_INFINITY,
};

/** ONNX Runtime's own kernels on a processor with this block size. */
export function cpuTarget(blockSize: number): Target {
  return { ...PORTABLE, provider: "cpu", hasFusedMatMul: true, blockSize };
}

export const WEBGPU: Target = {
  ...PORTABLE,
  provider: "webgpu",
  hasPoolPlaces: false,
  hasAnyGroups: false,
  hasVectorNormalization: false,
  hasSum: false,
  keepsOutputs: true,
  maxInputs: 8,
};
