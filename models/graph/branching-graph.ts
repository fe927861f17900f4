import type { ChainLayer } from "./chain.ts";
import { nextLayerName } from "./layer-name.ts";
import { arranged } from "./layout/arranged.ts";
import { GRAPH_VERSION, type GraphEdge, type GraphNode, type ModelGraph } from "./schema.ts";

/** A layer that can feed others: its node's id. */
export type Feed = string;

/** Builds a graph whose branches part and join; ids are names. */
export class BranchingGraph {
  readonly #nodes: GraphNode[] = [];
  readonly #edges: GraphEdge[] = [];
  readonly input: Feed;

  constructor(inputShape: readonly [number, number, number] = [64, 64, 3]) {
    this.input = this.add({ type: "Input", settings: { shape: [...inputShape] } }, []);
  }

  /** @param sources in the order of the layer's inputs. */
  add({ type, settings = {} }: ChainLayer, sources: readonly Feed[]): Feed {
    const name = nextLayerName({ nodes: this.#nodes }, type);
    const position = { x: 0, y: 0 };
    this.#nodes.push({ id: name, name, type, settings: structuredClone(settings), position });
    for (const [slot, source] of sources.entries()) this.#edges.push({ source, target: name, slot });
    return name;
  }

  /** One layer after another. */
  line(layers: readonly ChainLayer[], source: Feed): Feed {
    return layers.reduce((feed, layer) => this.add(layer, [feed]), source);
  }

  /** Ends in an Output fed by `logits`. */
  finish(logits: Feed): ModelGraph {
    this.add({ type: "Output" }, [logits]);
    return arranged({ version: GRAPH_VERSION, nodes: this.#nodes, edges: this.#edges });
  }
}
