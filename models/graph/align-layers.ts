/** Layers of one type do the same where they mean the same. */
type Layer = { readonly type: string; readonly meaning: string };

/** What stands side by side: one layer of each network, or null where it has none there. */
export type AlignedLayers<Each extends Layer> = {
  layers: (Each | null)[];
  /** All of them have it, with settings that mean the same. */
  isSame: boolean;
};

const SAME = 3;
const SAME_TYPE = 2;
/** Less than two gaps, which cost nothing: layers of other types never stand side by side. */
const OTHER = -1;

/**
 * Networks side by side, layer by layer in their own orders, the first being what the others are laid beside: by the longest
 * common subsequence, in which layers of one type match and those that are the same match best.
 */
export function alignLayers<Each extends Layer>([
  base = [],
  ...others
]: readonly (readonly Each[])[]): AlignedLayers<Each>[] {
  const aligned = others.map((other) => alignPair(base, other));
  const rows: AlignedLayers<Each>[] = [];
  for (let place = 0; place <= base.length; place += 1) {
    const inserted = aligned.map(({ before }) => before[place] ?? []);
    for (let row = 0; row < Math.max(0, ...inserted.map(({ length }) => length)); row += 1) {
      rows.push(rowOf([null, ...inserted.map((layers) => layers[row] ?? null)]));
    }
    const layer = base[place];
    if (layer !== undefined) rows.push(rowOf([layer, ...aligned.map(({ beside }) => beside[place] ?? null)]));
  }
  return rows;
}

function rowOf<Each extends Layer>(layers: (Each | null)[]): AlignedLayers<Each> {
  const [first] = layers;
  const isSame = first != null && layers.every((layer) => layer !== null && sameLayer(first, layer));
  return { layers, isSame };
}

function sameLayer(a: Layer, b: Layer): boolean {
  return a.type === b.type && a.meaning === b.meaning;
}

type Pairing<Each> = {
  /** Of each layer of the base the other's, or null. */
  beside: (Each | null)[];
  /** The other's layers that stand before that layer of the base. */
  before: Each[][];
};

function alignPair<Each extends Layer>(base: readonly Each[], other: readonly Each[]): Pairing<Each> {
  const width = other.length + 1;
  // best[i][j]: of what is left of both from i and j on.
  const best = new Float64Array((base.length + 1) * width);
  const at = (i: number, j: number) => best[i * width + j] ?? 0;
  const match = (a: Layer, b: Layer) => (sameLayer(a, b) ? SAME : a.type === b.type ? SAME_TYPE : OTHER);
  for (let i = base.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const [a, b] = [base[i], other[j]];
      const together = a === undefined || b === undefined ? 0 : match(a, b) + at(i + 1, j + 1);
      best[i * width + j] = Math.max(together, at(i + 1, j), at(i, j + 1));
    }
  }
  const pairing: Pairing<Each> = {
    beside: base.map(() => null),
    before: Array.from({ length: base.length + 1 }, () => []),
  };
  let [i, j] = [0, 0];
  while (j < other.length) {
    const [a, b] = [base[i], other[j]];
    if (b === undefined) break;
    if (a !== undefined && a.type === b.type && at(i, j) === match(a, b) + at(i + 1, j + 1)) {
      pairing.beside[i] = b;
      i += 1;
      j += 1;
    } else if (a !== undefined && at(i, j) === at(i + 1, j)) i += 1;
    else {
      pairing.before[i]?.push(b);
      j += 1;
    }
  }
  return pairing;
}
