/** Keras's name of a layer class: Conv2D to conv2d, GlobalAveragePooling2D to global_average_pooling2d, LeakyReLU to leaky_re_lu. */
export function baseLayerName(type: string): string {
  return type
    .replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

/** A free name for a new layer: conv2d, then conv2d_1, conv2d_2. */
export function nextLayerName({ nodes }: { nodes: readonly { name: string }[] }, type: string): string {
  const taken = new Set(nodes.map((node) => node.name));
  const base = baseLayerName(type);
  let name = base;
  for (let index = 1; taken.has(name); index++) name = `${base}_${index}`;
  return name;
}
