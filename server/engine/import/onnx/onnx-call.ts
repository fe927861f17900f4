import type { Notes } from "#models/interchange/notes.ts";
import { WeightsRefusal } from "../file-weights.ts";
import type { Constant } from "./onnx-constant.ts";
import type { OnnxDraft } from "./onnx-draft.ts";
import type { OnnxNode } from "./onnx-graph.ts";
import type { Feature, OnnxValue } from "./onnx-value.ts";

/** An operator at its place in a graph. */
export class OnnxCall {
  readonly node: OnnxNode;
  readonly draft: OnnxDraft;
  readonly notes: Notes;
  readonly #values: ReadonlyMap<string, OnnxValue | null>;
  readonly #uses: ReadonlyMap<string, number>;

  constructor(
    node: OnnxNode,
    graph: {
      draft: OnnxDraft;
      notes: Notes;
      values: ReadonlyMap<string, OnnxValue | null>;
      /** How often each value is read. */
      uses: ReadonlyMap<string, number>;
    },
  ) {
    this.node = node;
    this.draft = graph.draft;
    this.notes = graph.notes;
    this.#values = graph.values;
    this.#uses = graph.uses;
  }

  /** How the file calls this node, in messages. */
  get label(): string {
    const { name, op, outputs } = this.node;
    const called = name === "" ? (outputs[0] ?? "") : name;
    return called === "" ? op : `${called.slice(0, 80)} (${op})`;
  }

  /** @param what stands after "label: ". */
  refuse(what: string): WeightsRefusal {
    return new WeightsRefusal(`${this.label}: ${what}`);
  }

  has(index: number): boolean {
    return (this.node.inputs[index] ?? "") !== "";
  }

  get count(): number {
    return this.node.inputs.length;
  }

  input(index: number): OnnxValue {
    const name = this.node.inputs[index] ?? "";
    const value = this.#values.get(name);
    if (value === undefined)
      throw this.refuse(
        name === "" ? `it has no input ${index}` : `it reads ${name.slice(0, 80)}, which is not there`,
      );
    if (value === null)
      throw this.refuse(`it reads ${name.slice(0, 80)}, whose numbers are of a type that is not read`);
    return value;
  }

  feature(index = 0): Feature {
    const value = this.input(index);
    if (value.kind === "constant") throw this.refuse("it works on a constant, expected what a layer gives");
    return value;
  }

  /** Whether only this node reads what an input has. */
  isOnlyReader(index: number): boolean {
    return this.#uses.get(this.node.inputs[index] ?? "") === 1;
  }

  constant(index: number, what: string): Constant {
    const value = this.input(index);
    if (value.kind === "constant") return value;
    throw this.refuse(`its ${what} is worked out from the picture, expected numbers of the file`);
  }

  floats(index: number, what: string): Constant & { floats: Float32Array } {
    const { dims, floats } = this.constant(index, what);
    if (floats === null) throw this.refuse(`its ${what} is of whole numbers, expected fractions`);
    return { dims, floats, ints: null };
  }

  number(name: string, otherwise: number): number {
    const value = this.node.attributes.get(name);
    // Of 32 bits: 0.00001 is 0.0000099999997.
    return typeof value === "number" ? Number(value.toPrecision(7)) : otherwise;
  }

  text(name: string, otherwise: string): string {
    const value = this.node.attributes.get(name);
    return typeof value === "string" ? value : otherwise;
  }

  /** Whole numbers, from an attribute or, as later versions of ONNX have it, an input. */
  ints(name: string, index: number | null = null): readonly number[] | null {
    if (index !== null && this.has(index)) {
      const { ints } = this.constant(index, name);
      if (ints === null) throw this.refuse(`its ${name} is of fractions, expected whole numbers`);
      return ints;
    }
    const value = this.node.attributes.get(name);
    return Array.isArray(value) ? (value as readonly number[]) : null;
  }
}
