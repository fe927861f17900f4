import { ROW_HEIGHT, type ChainLayer } from "./chain.ts";
import { nextLayerName } from "./layer-name.ts";
import { GRAPH_VERSION, type GraphEdge, type GraphNode, type ModelGraph } from "./schema.ts";

const COLUMN_WIDTH = 320;

/** A layer that can feed others: its node's id. */
export type Feed = string;

/**
 * Builds a graph whose branches part and join; ids are names. Each layer stands one row below the lowest that feeds it, in the column
 * it is given: 0 is the middle, fractions are places between columns.
 */
export class BranchingGraph {
  readonly #nodes: GraphNode[] = [];
  readonly #edges: GraphEdge[] = [];
  readonly input: Feed;

  constructor(inputShape: readonly [number, number, number] = [64, 64, 3]) {
    this.input = this.add({ type: "Input", settings: { shape: [...inputShape] } }, []);
  }

  /** @param sources in the order of the layer's inputs. */
  add({ type, settings = {} }: ChainLayer, sources: readonly Feed[], column = 0): Feed {
    const name = nextLayerName({ nodes: this.#nodes }, type);
    const above = this.#nodes.filter((node) => sources.includes(node.id)).map((node) => node.position.y);
    const y = above.length === 0 ? 0 : Math.max(...above) + ROW_HEIGHT;
    const position = { x: column * COLUMN_WIDTH, y };
    this.#nodes.push({ id: name, name, type, settings: structuredClone(settings), position });
    for (const [slot, source] of sources.entries()) this.#edges.push({ source, target: name, slot });
    return name;
  }

  /** One layer after another. */
  line(layers: readonly ChainLayer[], source: Feed, column = 0): Feed {
    return layers.reduce((feed, layer) => this.add(layer, [feed], column), source);
  }

  /** Ends in an Output fed by `logits`. */
  finish(logits: Feed): ModelGraph {
    this.add({ type: "Output" }, [logits]);
    return { version: GRAPH_VERSION, nodes: this.#nodes, edges: this.#edges };
  }
}
