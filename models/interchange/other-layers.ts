import { isObject, own } from "./json.ts";
import type { FileLayer } from "./file-model.ts";
import { Refusal, shown } from "./refusal.ts";

const OF_RELU = ["negative_slope", "alpha", "threshold", "max_value"];

/** Classes of Keras that are one of our layers under another name. */
const OTHER: Readonly<Record<string, (file: FileLayer) => FileLayer>> = {
  ReLU: (file) => {
    const { name, config } = file;
    const slope = own(config, "negative_slope") ?? own(config, "alpha");
    const [threshold, most] = [own(config, "threshold"), own(config, "max_value")];
    const isUnlimited = most === undefined || most === null || most === Infinity;
    if (isZero(threshold) && isZero(slope)) {
      if (isUnlimited) return activation(file, "relu", OF_RELU);
      if (most === 6) return activation(file, "relu6", OF_RELU);
    }
    if (isZero(threshold) && isUnlimited && typeof slope === "number") {
      return {
        ...file,
        className: "LeakyReLU",
        config: { ...without(file, OF_RELU), negative_slope: slope },
      };
    }
    throw new Refusal(`${name}: a ReLU with a threshold or a limit other than 6, which Strata has not`);
  },
  ELU: (file) => {
    const alpha = own(file.config, "alpha") ?? 1;
    if (alpha === 1) return activation(file, "elu", ["alpha"]);
    throw new Refusal(`${file.name}: an ELU with alpha ${shown(alpha)}; Strata has 1 only`);
  },
  Softmax: (file) => {
    const said = own(file.config, "axis") ?? -1;
    const axis: unknown = Array.isArray(said) && said.length === 1 ? said[0] : said;
    // Held against the rank of what arrives, as a normalization's is.
    if (typeof axis === "number") return activation(file, "softmax", []);
    throw new Refusal(`${file.name}: a Softmax over axis ${shown(axis)}; Strata has the last only`);
  },
  /** TensorFlow.js has no SpatialDropout2D, but this is one. */
  Dropout: (file) => {
    const shape = own(file.config, "noise_shape");
    if (JSON.stringify(shape) !== "[null,1,1,null]") return file;
    return {
      ...file,
      className: "SpatialDropout2D",
      config: without(file, ["noise_shape"]),
    };
  },
};

function isZero(value: unknown): boolean {
  return value === undefined || value === null || value === 0;
}

function activation(file: FileLayer, name: string, read: readonly string[]): FileLayer {
  return { ...file, className: "Activation", config: { ...without(file, read), activation: name } };
}

/** The arguments that are not read yet, of which each is read or told. */
function without({ config }: FileLayer, read: readonly string[]): Record<string, unknown> {
  const entries = isObject(config) ? Object.entries(config) : [];
  return Object.fromEntries(entries.filter(([key]) => !read.includes(key)));
}

export function asOurLayer(file: FileLayer): FileLayer {
  return Object.hasOwn(OTHER, file.className) ? (OTHER[file.className]?.(file) ?? file) : file;
}
