/** Blocks and what leads where: a graph, or what is to be seen of one. */
export type Net = {
  nodes: readonly { id: string }[];
  edges: readonly { source: string; target: string }[];
};

/** A piece of a network that all data passes, between what stands above it and what stands below. */
export type Part =
  | { kind: "block"; id: string }
  /** Ways side by side. A bypass is a connection past all of them. */
  | { kind: "branches"; branches: readonly (readonly Part[])[]; hasBypass: boolean }
  /** Blocks that hang together in no simpler way, each a row below the lowest that leads to it. */
  | { kind: "rows"; rows: readonly (readonly string[])[] };

/** From one place in a list to a later one; -1 is what stands above the list, its length what stands below. */
type Link = readonly [from: number, to: number];

/** A network's pieces from top to bottom, one list for all that hangs together. A connection that closes a loop does not count. */
export function partsOf(net: Net): Part[][] {
  const ids = inOrder(net);
  const placeOf = new Map(ids.map((id, place) => [id, place]));
  const links = net.edges.flatMap(({ source, target }): Link[] => {
    const from = placeOf.get(source);
    const to = placeOf.get(target);
    return from === undefined || to === undefined || from >= to ? [] : [[from, to]];
  });
  return components(ids.length, links).map((places) => {
    const isFed = new Set(links.map(([, to]) => to));
    const leadsOn = new Set(links.map(([from]) => from));
    const inner = new Map(places.map((place, index) => [place, index]));
    const own = links.flatMap(([from, to]): Link[] => {
      const start = inner.get(from);
      const end = inner.get(to);
      return start === undefined || end === undefined ? [] : [[start, end]];
    });
    const ends = places.flatMap((place, index): Link[] => [
      ...(isFed.has(place) ? [] : ([[-1, index]] as const)),
      ...(leadsOn.has(place) ? [] : ([[index, places.length]] as const)),
    ]);
    return series(idsAt(ids, places), [...own, ...ends]);
  });
}

/** Each after all that lead into it, ties as in the list; blocks of a loop come last. */
function inOrder({ nodes, edges }: Net): string[] {
  const ids = [...new Set(nodes.map(({ id }) => id))];
  const known = new Set(ids);
  const sound = edges.filter(({ source, target }) => known.has(source) && known.has(target));
  const targets = new Map<string, string[]>();
  for (const { source, target } of sound) {
    const known = targets.get(source);
    if (known === undefined) targets.set(source, [target]);
    else known.push(target);
  }
  const waitingFor = new Map(ids.map((id) => [id, 0]));
  for (const { target } of sound) waitingFor.set(target, (waitingFor.get(target) ?? 0) + 1);
  const order = new Set(ids.filter((id) => waitingFor.get(id) === 0));
  // A set iterates over what is added to it on the way.
  for (const id of order) {
    for (const target of targets.get(id) ?? []) {
      const left = (waitingFor.get(target) ?? 0) - 1;
      waitingFor.set(target, left);
      if (left === 0) order.add(target);
    }
  }
  return [...order, ...ids.filter((id) => !order.has(id))];
}

/** @param links with ends that stand in the list, above it or below it. */
function series(ids: readonly string[], links: readonly Link[]): Part[] {
  const passing = Array.from({ length: ids.length + 1 }, () => 0);
  for (const [from, to] of links) {
    passing[from + 1] = (passing[from + 1] ?? 0) + 1;
    passing[to] = (passing[to] ?? 0) - 1;
  }
  const parts: Part[] = [];
  let above = -1;
  let open = 0;
  for (let place = 0; place <= ids.length; place += 1) {
    open += passing[place] ?? 0;
    // All that has begun above ends here.
    if (place < ids.length && open > 0) continue;
    if (place - above > 1) parts.push(...between(ids, links, { above, below: place }));
    const id = ids[place];
    if (id !== undefined) parts.push({ kind: "block", id });
    above = place;
  }
  return parts;
}

function between(
  ids: readonly string[],
  links: readonly Link[],
  { above, below }: { above: number; below: number },
): Part[] {
  const inner = links.filter(([from, to]) => from >= above && to <= below);
  const length = below - above - 1;
  const own = inner.map(([from, to]): Link => [from - above - 1, to - above - 1]);
  const within = own.filter(([from, to]) => from >= 0 && to < length);
  const hasBypass = own.some(([from, to]) => from < 0 && to >= length);
  const groups = components(length, within);
  const idsOf = (places: readonly number[]) =>
    idsAt(
      ids,
      places.map((place) => place + above + 1),
    );
  if (groups.length === 1 && !hasBypass) {
    return [{ kind: "rows", rows: rowsOf(idsOf(groups[0] ?? []), within) }];
  }
  const branches = groups.map((places) => {
    const placeIn = new Map(places.map((place, index) => [place, index]));
    const end = (place: number) => (place < 0 ? -1 : place >= length ? places.length : placeIn.get(place));
    const branchLinks = own.flatMap(([from, to]): Link[] => {
      const isOwn = placeIn.has(from) || placeIn.has(to);
      const start = end(from);
      const stop = end(to);
      return !isOwn || start === undefined || stop === undefined ? [] : [[start, stop]];
    });
    return series(idsOf(places), branchLinks);
  });
  return [{ kind: "branches", branches, hasBypass }];
}

function rowsOf(ids: readonly string[], links: readonly Link[]): string[][] {
  const rowOf = ids.map(() => 0);
  for (const [from, to] of links.toSorted((a, b) => a[0] - b[0])) {
    rowOf[to] = Math.max(rowOf[to] ?? 0, (rowOf[from] ?? 0) + 1);
  }
  const rows: string[][] = Array.from({ length: Math.max(...rowOf) + 1 }, () => []);
  for (const [place, id] of ids.entries()) rows[rowOf[place] ?? 0]?.push(id);
  return rows;
}

/** Places that hang together by the links among them, each list and all lists in order. */
function components(length: number, links: readonly Link[]): number[][] {
  const leader = Array.from({ length }, (_, place) => place);
  const find = (place: number): number => {
    let at = place;
    for (let next = leader[at]; next !== undefined && next !== at; next = leader[at]) at = next;
    return at;
  };
  for (const [from, to] of links) {
    const [first, second] = [find(from), find(to)].toSorted((a, b) => a - b);
    if (first !== undefined && second !== undefined) leader[second] = first;
  }
  const groups = new Map<number, number[]>();
  for (const place of leader.keys()) {
    const first = find(place);
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [place]);
    else group.push(place);
  }
  return [...groups.values()];
}

function idsAt(ids: readonly string[], places: readonly number[]): string[] {
  return places.flatMap((place) => ids[place] ?? []);
}
