import * as tf from "@tensorflow/tfjs";

type Settings = { epsilon: number; center: boolean; scale: boolean; momentum?: number; groups?: number };

/**
 * Normalization without gamma or beta, which TensorFlow.js 4.22's own layers cannot train. Over the batch, with moving
 * statistics, where there is a momentum; over groups of channels, which TensorFlow.js has not; else over the last axis.
 */
export class PlainNormalization extends tf.layers.Layer {
  static className = "PlainNormalization";
  readonly #settings: Settings;
  readonly #shape: readonly number[];
  readonly #weights = new Map<string, tf.LayerVariable>();

  constructor(settings: Settings, shape: readonly number[]) {
    super({});
    this.#settings = settings;
    this.#shape = shape;
  }

  override build(shape: tf.Shape): void {
    const { center, scale, momentum } = this.#settings;
    const add = (name: string, isTrainable: boolean) => {
      const zeros = tf.initializers.zeros();
      const channels = this.#shape.at(-1) ?? 0;
      this.#weights.set(name, this.addWeight(name, [channels], "float32", zeros, undefined, isTrainable));
    };
    if (scale) add("gamma", true);
    if (center) add("beta", true);
    if (momentum !== undefined) for (const name of ["mean", "variance"]) add(name, false);
    super.build(shape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training }: { training?: boolean }): tf.Tensor {
    const [x] = Array.isArray(inputs) ? inputs : [inputs];
    if (x === undefined) throw new Error("PlainNormalization needs an input");
    const { epsilon, momentum, groups } = this.#settings;
    if (groups !== undefined) return this.#affine(this.#byGroup(x, groups));
    const isMoving = momentum !== undefined && training !== true;
    const axes = momentum === undefined ? [x.rank - 1] : x.shape.map((_, axis) => axis).slice(0, -1);
    const mean = isMoving ? this.#read("mean", 0) : x.mean(axes, true);
    const centred = x.sub(mean);
    const variance = isMoving ? this.#read("variance", 1) : centred.square().mean(axes, true);
    if (momentum !== undefined && !isMoving) {
      this.#move("mean", mean, momentum);
      this.#move("variance", variance, momentum);
    }
    return this.#affine(centred.div(variance.add(epsilon).sqrt()));
  }

  #byGroup(x: tf.Tensor, groups: number): tf.Tensor {
    const channels = this.#shape.at(-1) ?? 1;
    const count = groups === -1 ? channels : groups;
    // Of a split into one, TensorFlow.js 4.22 cannot work out the gradient.
    const parts = count === 1 ? [x] : tf.split(x, count, -1);
    const even = parts.map((part) => {
      const axes = part.shape.map((_, axis) => axis).slice(1);
      const centred = part.sub(part.mean(axes, true));
      return centred.div(centred.square().mean(axes, true).add(this.#settings.epsilon).sqrt());
    });
    return tf.concat(even, -1);
  }

  #affine(normalized: tf.Tensor): tf.Tensor {
    return normalized.mul(this.#read("gamma", 1)).add(this.#read("beta", 0));
  }

  #read(name: string, missing: number): tf.Tensor {
    return this.#weights.get(name)?.read() ?? tf.scalar(missing);
  }

  #move(name: string, batch: tf.Tensor, momentum: number): void {
    const moving = this.#weights.get(name);
    const value = batch.reshape([-1]).mul(1 - momentum);
    moving?.write(moving.read().mul(momentum).add(value));
  }
}
