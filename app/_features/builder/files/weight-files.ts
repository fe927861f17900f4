export const WEIGHT_FILES = ".keras,.h5,.hdf5,.zip,.onnx,.safetensors";

/** Files that may carry weights, which the server reads and keeps. */
export function mayCarryWeights(name: string): boolean {
  return /\.(?:keras|h5|hdf5|zip|onnx|safetensors)$/iu.test(name);
}
