import type { ValueScale } from "../tasks/regression/standardise.ts";
import type { Network, NetworkLayer } from "./network.ts";

const NAME = "in_unit";

/** A network of one number with a last layer that gives it in the target's unit: a file of it needs nothing beside it. */
export function inUnit(network: Network, { scale, offset }: ValueScale): Network {
  const shape = network.layers.find(({ name }) => name === network.logits)?.shape ?? [1];
  const layer: NetworkLayer = {
    name: freeName(network),
    type: "Rescaling",
    settings: { scale, offset },
    inputs: [network.logits],
    inputShapes: [shape],
    shape,
    weights: [],
    isFrozen: false,
  };
  return { ...network, layers: [...network.layers, layer], logits: layer.name };
}

function freeName({ layers }: Network): string {
  const taken = new Set(layers.map(({ name }) => name));
  let name = NAME;
  for (let index = 1; taken.has(name); index++) name = `${NAME}_${index}`;
  return name;
}
