const SHOWN = 3;

/** What a learner should know of an import. What is the same of many layers is said once. */
export class Notes {
  readonly #layers = new Map<string, string[]>();

  /**
   * @param text with `%s` for the layer, and `{is|are}` where the words differ for several; without `%s`, whatever is
   * given as `layer` is not said.
   */
  add(text: string, layer = ""): void {
    const layers = this.#layers.get(text);
    if (layers === undefined) this.#layers.set(text, [layer]);
    else if (!layers.includes(layer)) layers.push(layer);
  }

  list(): string[] {
    return [...this.#layers].flatMap(([text, layers]) => {
      if (layers.length <= SHOWN) return layers.map((layer) => filled(text, layer, 0));
      const rest = layers.length - SHOWN;
      return [filled(text, `${layers.slice(0, SHOWN).join(", ")} and ${rest} more`, 1)];
    });
  }
}

function filled(text: string, layers: string, form: 0 | 1): string {
  return text
    .replace(/\{([^|}]*)\|([^|}]*)\}/g, (_, one: string, many: string) => (form === 0 ? one : many))
    .replace("%s", () => layers);
}
