import type { Shape } from "#models/layers/define-layer.ts";
import { elementCount } from "#models/layers/element-count.ts";
import type { InitializerName } from "#models/layers/settings/initializer.ts";
import { normalPair } from "../random/normal.ts";
import { uniform, type RandomStream } from "../random/random-stream.ts";
import { orthonormalize } from "./orthogonal.ts";

/** Keras's default of `random_normal`, `truncated_normal` and `random_uniform`. */
const SPREAD = 0.05;
/** Deviation of a normal number that is drawn again beyond 2, by which Keras divides to make up for it. */
const TRUNCATED_DEVIATION = 0.87962566103423978;

/** A weight as one of Keras's initializers draws it. `shape` is Keras's: a convolution's kernel is [h, w, in, out]. */
export function initialize(name: InitializerName, shape: Shape, random: RandomStream): Float32Array {
  const values = new Float32Array(elementCount(shape));
  const { fanIn, fanOut } = fansOf(shape);
  switch (name) {
    case "zeros":
      return values;
    case "ones":
      return values.fill(1);
    case "glorot_uniform":
      return fillUniform(values, Math.sqrt(6 / (fanIn + fanOut)), random);
    case "glorot_normal":
      return fillTruncated(values, Math.sqrt(2 / (fanIn + fanOut)) / TRUNCATED_DEVIATION, random);
    case "he_uniform":
      return fillUniform(values, Math.sqrt(6 / fanIn), random);
    case "he_normal":
      return fillTruncated(values, Math.sqrt(2 / fanIn) / TRUNCATED_DEVIATION, random);
    case "lecun_uniform":
      return fillUniform(values, Math.sqrt(3 / fanIn), random);
    case "lecun_normal":
      return fillTruncated(values, Math.sqrt(1 / fanIn) / TRUNCATED_DEVIATION, random);
    case "random_uniform":
      return fillUniform(values, SPREAD, random);
    case "random_normal":
      return fillNormal(values, SPREAD, random);
    case "truncated_normal":
      return fillTruncated(values, SPREAD, random);
    case "orthogonal":
      return fillOrthogonal(values, shape.at(-1) ?? 1, random);
  }
}

/**
 * As Keras counts: the window times the last but one axis in, and the last one out, whatever the groups and for a
 * depthwise kernel too. Source: compute_fans in keras/src/initializers/random_initializers.py, 3.x.
 */
function fansOf(shape: Shape): { fanIn: number; fanOut: number } {
  const window = elementCount(shape.slice(0, -2));
  return { fanIn: window * (shape.at(-2) ?? 1), fanOut: window * (shape.at(-1) ?? 1) };
}

function fillUniform(values: Float32Array, limit: number, random: RandomStream): Float32Array {
  return values.map(() => (2 * uniform(random) - 1) * limit);
}

function fillNormal<Values extends Float32Array | Float64Array>(
  values: Values,
  deviation: number,
  random: RandomStream,
): Values {
  for (let i = 0; i < values.length; i += 2) {
    const [one, two] = normalPair(random);
    values[i] = one * deviation;
    // A write beyond an odd length is ignored by a typed array.
    values[i + 1] = two * deviation;
  }
  return values;
}

/** Normal, but numbers beyond twice the deviation are drawn again. */
function fillTruncated(values: Float32Array, deviation: number, random: RandomStream): Float32Array {
  for (let i = 0; i < values.length;) {
    for (const value of normalPair(random)) {
      if (Math.abs(value) <= 2) values[i++] = value * deviation;
    }
  }
  return values;
}

/** Of the kernel as a matrix with `columns` columns: its columns are orthonormal, or its rows where it is wider. */
function fillOrthogonal(values: Float32Array, columns: number, random: RandomStream): Float32Array {
  const rows = values.length / columns;
  const [count, length] = rows < columns ? [rows, columns] : [columns, rows];
  const basis = fillNormal(new Float64Array(values.length), 1, random);
  orthonormalize(basis, { count, length });
  if (rows < columns) values.set(basis);
  else
    values.forEach((_, i) => (values[i] = basis[(i % columns) * rows + Math.floor(i / columns)] as number));
  return values;
}
