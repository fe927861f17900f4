import { nextLayerName } from "#models/graph/layer-name.ts";
import { MAX_NODES } from "#models/graph/node-schema.ts";
import { parseSettings } from "#models/graph/parse-settings.ts";
import type { GraphEdge, GraphNode } from "#models/graph/schema.ts";
import { elementCount } from "#models/layers/element-count.ts";
import type { Shape } from "#models/layers/define-layer.ts";
import type { LayerType } from "#models/layers/index.ts";
import { WeightsRefusal } from "../file-weights.ts";
import { MAX_WEIGHTS_BYTES, tooManyWeights } from "../limits.ts";

type Stored = { shape: readonly number[]; data: Float32Array };
export type Drafted = {
  type: LayerType;
  settings?: GraphNode["settings"];
  /** What the file calls it, as a path perhaps. */
  name?: string;
  /** In Keras's layouts. */
  weights?: Readonly<Record<string, Stored>>;
};

/** The network that is made of a graph, node by node, each after all that it reads. */
export class OnnxDraft {
  readonly nodes: GraphNode[] = [];
  readonly edges: GraphEdge[] = [];
  readonly weights = new Map<string, Stored>();
  readonly #names: { name: string }[] = [];
  readonly #shapes = new Map<string, Shape>();
  #bytes = 0;
  #turnedBytes = 0;

  /** @throws WeightsRefusal with the layer's name where such a layer cannot be. @returns its id, which is its name. */
  add({ type, settings = {}, name = "", weights = {} }: Drafted, sources: readonly string[]): string {
    const id = this.#freeName(name, type);
    const node: GraphNode = { id, name: id, type, settings, position: { x: 0, y: 0 } };
    const parsed = parseSettings(node);
    if (!parsed.ok) throw new WeightsRefusal(`${id}: ${parsed.issues[0]?.message}`);
    if (new Set(sources).size < sources.length) {
      throw new WeightsRefusal(`${id}: it reads one layer twice; two blocks have one connection`);
    }
    const inputs = sources.map((source) => this.shapeOf(source));
    const { layer } = parsed;
    if (sources.length < layer.inputs.min || sources.length > layer.inputs.max) {
      throw new WeightsRefusal(
        `${id}: it reads ${sources.length} layers, ${type} takes up to ${layer.inputs.max}`,
      );
    }
    const result = layer.outputShape(inputs, parsed.settings);
    if (!result.ok) throw new WeightsRefusal(`${id}: ${result.reason}`);
    if (this.nodes.length > 2 * MAX_NODES)
      throw new WeightsRefusal(`It has more layers than the ${MAX_NODES} that fit`);
    this.nodes.push(node);
    this.#shapes.set(id, result.shape);
    for (const [slot, source] of sources.entries()) this.edges.push({ source, target: id, slot });
    for (const [key, value] of Object.entries(weights)) this.setWeight(id, key, value);
    return id;
  }

  /** @throws WeightsRefusal for numbers that are none, or more than are kept. */
  setWeight(layer: string, name: string, { shape, data }: Stored): void {
    if (data.length !== elementCount(shape)) {
      throw new WeightsRefusal(
        `${layer}: its ${name} has ${data.length} numbers, expected ${elementCount(shape)}`,
      );
    }
    if (!data.every(Number.isFinite)) {
      throw new WeightsRefusal(`${layer}: its ${name} holds numbers that are infinite or none`);
    }
    this.#bytes += data.byteLength;
    if (this.#bytes > MAX_WEIGHTS_BYTES) throw tooManyWeights();
    this.weights.set(`${layer}/${name}`, { shape, data });
  }

  /** Counts numbers of a file that are turned before they are used. @throws WeightsRefusal beyond what any network has. */
  spend(bytes: number): void {
    this.#turnedBytes += bytes;
    if (this.#turnedBytes > MAX_WEIGHTS_BYTES) throw tooManyWeights();
  }

  shapeOf(feed: string): Shape {
    return this.#shapes.get(feed) ?? [];
  }

  nodeOf(feed: string): GraphNode | undefined {
    return this.nodes.find(({ id }) => id === feed);
  }

  sourceOf(feed: string): string | undefined {
    return this.edges.find(({ target }) => target === feed)?.source;
  }

  #freeName(name: string, type: LayerType): string {
    const base = name
      .toLowerCase()
      .replace(/[^a-z0-9_]+/g, "_")
      .replace(/^[^a-z]+|_+$/g, "")
      .slice(0, 56);
    const id = nextLayerName({ nodes: this.#names }, base === "" ? type : base);
    this.#names.push({ name: id });
    return id;
  }
}
