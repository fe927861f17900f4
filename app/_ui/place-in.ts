/** Where an element stands in another, as the places of its parents: the same in another drawing of the same. */
export function placeIn(whole: Element | null, element: Element): number[] | null {
  const path: number[] = [];
  for (let at: Element | null = element; at !== whole; at = at.parentElement) {
    if (at === null || at.parentElement === null) return null;
    path.unshift([...at.parentElement.children].indexOf(at));
  }
  return path;
}

export function elementAt(whole: Element | null, path: readonly number[]): HTMLElement | null {
  let at: Element | undefined = whole ?? undefined;
  for (const place of path) at = at?.children[place];
  return at instanceof HTMLElement ? at : null;
}
