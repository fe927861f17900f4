const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/;
const MOST_SEGMENTS = 8;

/** @throws RangeError for a key that could name anything outside the storage. */
export function checkedKey(key: string): string {
  const segments = key.split("/");
  if (segments.length > MOST_SEGMENTS || !segments.every((segment) => SEGMENT.test(segment))) {
    throw new RangeError(`A key of the storage is plain names joined by "/", got ${JSON.stringify(key)}`);
  }
  return key;
}

/** @throws RangeError for anything but a key and a "/". */
export function checkedPrefix(prefix: string): string {
  if (!prefix.endsWith("/")) {
    throw new RangeError(`A prefix of the storage ends with "/", got ${JSON.stringify(prefix)}`);
  }
  checkedKey(prefix.slice(0, -1));
  return prefix;
}

/** Of a file that a run has left behind. */
export function runKey(runId: string, name: string): string {
  return checkedKey(`runs/${runId}/${name}`);
}

const WEIGHTS = "weights/";

/** Of weights that designs start from. */
export function weightsKey(weightsId: string): string {
  return checkedKey(`${WEIGHTS}${weightsId}.safetensors`);
}

/** Of a part of a packed dataset. */
export function datasetKey(versionId: string, part: string): string {
  return checkedKey(`datasets/${versionId}/${part}`);
}

export function datasetPrefix(versionId: string): string {
  return checkedPrefix(`datasets/${versionId}/`);
}

export const CHECKPOINTS = "checkpoints/";

/** Of what a run goes on from as long as it has not ended. */
export function checkpointKey(runId: string, name: string): string {
  return checkedKey(`${CHECKPOINTS}${runId}/${name}`);
}

export function checkpointPrefix(runId: string): string {
  return checkedPrefix(`${CHECKPOINTS}${runId}/`);
}

/** Of a backbone's weights that every design may start from. */
export function backboneKey(name: string): string {
  return checkedKey(`backbones/${name}.safetensors`);
}

export const MODELS = "models/";

/** Of a file that somebody has sent to become one. */
export function modelUploadKey(arrivalId: string): string {
  return checkedKey(`model-uploads/${arrivalId}`);
}

/** Of a pretrained network that everybody here may ask. */
export function modelKey(name: string, part: "model.onnx" | "model.json"): string {
  return checkedKey(`${MODELS}${name}/${part}`);
}
