export const NOTEBOOK_WEIGHTS = "network.weights.h5";

export type Cell = { cell_type: string; metadata: object; source: string[] };

/** A Jupyter notebook, nbformat 4.5. */
export function encodeNotebook(cells: readonly Cell[]): string {
  const notebook = {
    cells: cells.map((cell, index) => ({ id: `cell-${index}`, ...cell })),
    metadata: {
      kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
      language_info: { name: "python" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

/** A run's name is anybody's text: in Markdown it must stay text. */
export function plain(title: string): string {
  return title.replace(/[\\`*_{}[\]<>()#+!|~$&]/g, (sign) => `\\${sign}`);
}

export function markdown(text: string): Cell {
  return { cell_type: "markdown", metadata: {}, source: lines(text) };
}

export function code(text: string): Cell & { execution_count: null; outputs: [] } {
  return { cell_type: "code", metadata: {}, execution_count: null, outputs: [], source: lines(text) };
}

function lines(text: string): string[] {
  return text.split(/(?<=\n)/);
}
