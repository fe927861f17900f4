import { expect, test } from "vitest";
import { presetById } from "#models/presets/index.ts";
import { notebookArchive } from "./notebook-archive.ts";
import { exportedNetwork, resized, unzipped } from "./testing.ts";

type Cell = { id: string; cell_type: string; source: string[] };

test("a notebook of format 4.5 with the weights that it loads", async () => {
  const graph = resized(presetById("tiny-cnn")?.graph ?? { version: 1, nodes: [], edges: [] }, [16, 16, 3]);
  const { source, close } = await exportedNetwork(graph, [16, 16, 3], 1);
  const details = {
    title: "<img src=x> [a](javascript:b)",
    testAccuracy: 0.8125,
    archive: { url: "https://example.org/tiles.zip", fileName: "tiles.zip" },
  };
  const files = await unzipped(await notebookArchive(source, details));
  await close();
  expect([...files.keys()]).toEqual(["network.ipynb", "network.weights.h5"]);
  const notebook = JSON.parse(files.get("network.ipynb")?.toString() ?? "") as {
    nbformat: number;
    nbformat_minor: number;
    cells: Cell[];
  };
  expect(notebook).toMatchObject({ nbformat: 4, nbformat_minor: 5 });
  expect(new Set(notebook.cells.map(({ id }) => id)).size).toBe(notebook.cells.length);
  const text = (type: string) =>
    notebook.cells
      .filter((cell) => cell.cell_type === type)
      .map((cell) => cell.source.join(""))
      .join("\n");
  expect(text("markdown")).toContain("81.25 %");
  // A run's name is text, and neither HTML nor a link.
  expect(text("markdown")).toContain("\\<img src=x\\> \\[a\\]\\(javascript:b\\)");
  expect(text("code")).toContain("TRAINED = 0.8125");
  expect(text("code")).toContain("conv2d = layers.Conv2D(filters=8, kernel_size=(3, 3), strides=(2, 2)");
  expect(text("code")).toContain('model.load_weights("network.weights.h5")');
});
