import { own } from "./json.ts";
import type { FileLayer } from "./read-model.ts";
import { Refusal, shown } from "./refusal.ts";

/** Classes of Keras that are one of our layers under another name. */
const OTHER: Readonly<Record<string, (file: FileLayer) => FileLayer>> = {
  ReLU: (file) => {
    const { name, config } = file;
    const [slope, threshold, most] = ["negative_slope", "threshold", "max_value"].map((key) =>
      own(config, key),
    );
    if (Number(threshold ?? 0) === 0 && Number(slope ?? 0) === 0) {
      if (most === undefined || most === null) return activation(file, "relu");
      if (most === 6) return activation(file, "relu6");
    }
    if (Number(threshold ?? 0) === 0 && (most === undefined || most === null)) {
      return { ...file, className: "LeakyReLU", config: { ...shared(file), negative_slope: slope } };
    }
    throw new Refusal(
      `The layer ${name} is a ReLU with a threshold or a limit other than 6, which Strata has not`,
    );
  },
  ELU: (file) => {
    const alpha = own(file.config, "alpha") ?? 1;
    if (alpha === 1) return activation(file, "elu");
    throw new Refusal(`The layer ${file.name} is an ELU with alpha ${shown(alpha)}; Strata has 1 only`);
  },
  Softmax: (file) => {
    const axis = own(file.config, "axis") ?? -1;
    if (axis === -1) return activation(file, "softmax");
    throw new Refusal(
      `The layer ${file.name} is a Softmax over axis ${shown(axis)}; Strata has the last only`,
    );
  },
  /** TensorFlow.js has no SpatialDropout2D, but this is one. */
  Dropout: (file) => {
    const shape = own(file.config, "noise_shape");
    if (JSON.stringify(shape) !== "[null,1,1,null]") return file;
    return {
      ...file,
      className: "SpatialDropout2D",
      config: { ...shared(file), rate: own(file.config, "rate") },
    };
  },
};

function activation(file: FileLayer, name: string): FileLayer {
  return { ...file, className: "Activation", config: { ...shared(file), activation: name } };
}

/** What every layer of Keras has. */
function shared({ config }: FileLayer) {
  return { dtype: own(config, "dtype"), trainable: own(config, "trainable") };
}

export function asOurLayer(file: FileLayer): FileLayer {
  return Object.hasOwn(OTHER, file.className) ? (OTHER[file.className]?.(file) ?? file) : file;
}
