import { BLOCKED_DOMAIN, CONTRIB_DOMAIN, encodeModel } from "./proto/encode-model.ts";
import type {
  Attribute,
  ElementType,
  OnnxModel,
  OnnxNode,
  OnnxTensor,
  OnnxValueInfo,
} from "./proto/onnx-model.ts";
import { PORTABLE, type Target } from "../session/target.ts";

const MAX_SHARED_BYTES = 64;

/** A value that `scan` goes through, or carries; `dims` as a round sees them. */
export type ScanValue = { name: string; dims: readonly number[] };

type Attributes = Readonly<Record<string, Attribute>>;

/** Collects nodes of an ONNX graph. A value is known by its name; every method that makes one returns it. */
export class GraphBuilder {
  /** What the graph may count on where it is run. */
  readonly target: Target;
  readonly #nodes: OnnxNode[] = [];
  readonly #initializers = new Map<string, OnnxTensor>();
  readonly #inputs: OnnxValueInfo[] = [];
  readonly #outputs: OnnxValueInfo[] = [];
  #count = 0;

  /** Stands before the names of all values, which a graph inside another does not share with it. */
  readonly #prefix: string;

  constructor(target: Target = PORTABLE, prefix = "") {
    this.target = target;
    this.#prefix = prefix;
  }

  node(op: string, inputs: readonly string[], attributes: Attributes = {}): string {
    const [output] = this.nodes(op, inputs, { attributes, outputs: 1 });
    return output as string;
  }

  /** A node with several outputs. */
  nodes(
    op: string,
    inputs: readonly string[],
    options: { attributes?: Attributes; outputs: number },
  ): string[] {
    const stem = this.#newName(op);
    const outputs = Array.from({ length: options.outputs }, (_, i) => (i === 0 ? stem : `${stem}:${i}`));
    this.#nodes.push({ op, domain: "", inputs, outputs, attributes: options.attributes ?? {} });
    return outputs;
  }

  /** An operator of ONNX Runtime's own, outside the ONNX standard. */
  contrib(op: string, inputs: readonly string[], attributes: Attributes = {}): string {
    return this.#runtimeNode(CONTRIB_DOMAIN, { op, inputs, attributes });
  }

  /** An operator on ONNX Runtime's blocked layout, see `BlockedLayout`. */
  blocked(op: string, inputs: readonly string[], attributes: Attributes = {}): string {
    return this.#runtimeNode(BLOCKED_DOMAIN, { op, inputs, attributes });
  }

  /**
   * ONNX's Scan: goes through slices along the first axis, and carries a float32 state from each to the next.
   * `emitRound` makes the next state of a state and one slice of each value. @returns the last state.
   */
  scan(
    { state, slices }: { state: ScanValue; slices: readonly ScanValue[] },
    emitRound: (body: GraphBuilder, round: { state: string; slices: readonly string[] }) => string,
  ): string {
    const output = this.#newName("Scan");
    const body = new GraphBuilder(this.target, `${output}/`);
    const round = {
      state: body.input(`${output}/state`, "float32", state.dims),
      slices: slices.map(({ dims }, i) => body.input(`${output}/slice_${i}`, "float32", dims)),
    };
    body.#outputs.push({ name: emitRound(body, round), type: "float32", dims: state.dims });
    this.#nodes.push({
      op: "Scan",
      domain: "",
      inputs: [state.name, ...slices.map(({ name }) => name)],
      outputs: [output],
      attributes: { body: { graph: body.model("round") }, num_scan_inputs: slices.length },
    });
    return output;
  }

  /** A float32 scalar. */
  scalar(value: number): string {
    return this.floats([value], []);
  }

  floats(values: ArrayLike<number>, dims: readonly number[] = [values.length]): string {
    return this.#constant("float32", dims, new Uint8Array(Float32Array.from(values).buffer));
  }

  /** A large float32 constant of zeros and what `fill` puts there, worked out when the graph is encoded and not before. */
  filled(dims: readonly number[], fill: (values: Float32Array) => void): string {
    const name = this.#newName("const");
    const count = dims.reduce((product, side) => product * side, 1);
    this.#initializers.set(name, {
      name,
      type: "float32",
      dims,
      get bytes() {
        const values = new Float32Array(count);
        fill(values);
        return new Uint8Array(values.buffer);
      },
    });
    return name;
  }

  /** int64, as ONNX wants shapes, axes and indices. */
  ints(values: readonly number[], dims: readonly number[] = [values.length]): string {
    return this.#constant("int64", dims, new Uint8Array(BigInt64Array.from(values, BigInt).buffer));
  }

  int32s(values: readonly number[]): string {
    return this.#constant("int32", [values.length], new Uint8Array(Int32Array.from(values).buffer));
  }

  /** A constant with a name of its own, kept by that name in the file. */
  initializer(name: string, values: Float32Array, dims: readonly number[]): string {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#initializers.set(name, { name, type: "float32", dims, bytes });
    return name;
  }

  input(name: string, type: ElementType, dims: readonly (number | string)[]): string {
    this.#inputs.push({ name, type, dims });
    return name;
  }

  /** Makes a value an output of the model, under a name of its own. */
  output(name: string, value: string, info: { type: ElementType; dims: readonly (number | string)[] }): void {
    this.#nodes.push({ op: "Identity", domain: "", inputs: [value], outputs: [name], attributes: {} });
    this.#outputs.push({ name, ...info });
  }

  /** All that was collected so far. */
  model(name: string, metadata: Readonly<Record<string, string>> = {}): OnnxModel {
    return {
      name,
      nodes: this.#nodes,
      initializers: [...this.#initializers.values()],
      inputs: this.#inputs,
      outputs: this.#outputs,
      metadata,
    };
  }

  /** The bytes of an `.onnx` file. */
  encode(name: string, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
    return encodeModel(this.model(name, metadata));
  }

  #newName(stem: string): string {
    return `${this.#prefix}${stem}_${this.#count++}`;
  }

  #runtimeNode(
    domain: string,
    { op, inputs, attributes }: Pick<OnnxNode, "op" | "inputs" | "attributes">,
  ): string {
    const output = this.#newName(op);
    this.#nodes.push({ op, domain, inputs, outputs: [output], attributes });
    return output;
  }

  /** Small constants that are equal are kept once. */
  #constant(type: ElementType, dims: readonly number[], bytes: Uint8Array): string {
    const isSmall = bytes.length <= MAX_SHARED_BYTES;
    const name = isSmall
      ? `${this.#prefix}const_${type}_${dims.join("x")}_${bytes.join("-")}`
      : this.#newName("const");
    if (!this.#initializers.has(name)) this.#initializers.set(name, { name, type, dims, bytes });
    return name;
  }
}
