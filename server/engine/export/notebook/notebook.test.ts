import { expect, test } from "vitest";
import { chainGraph } from "#models/graph/chain.ts";
import { inUnit } from "#models/interchange/in-unit.ts";
import { presetById } from "#models/presets/index.ts";
import { notebookArchive } from "./notebook-archive.ts";
import { exportedNetwork, resized, unzipped } from "../testing.ts";

type Cell = { id: string; cell_type: string; source: string[] };

test("a notebook of format 4.5 with the weights that it loads", async () => {
  const graph = resized(presetById("tiny-cnn")?.graph ?? { version: 2, nodes: [], edges: [] }, [16, 16, 3]);
  const { source, close } = await exportedNetwork(graph, [16, 16, 3], 1);
  const details = {
    kind: "eurosat" as const,
    title: "<img src=x> [a](javascript:b)",
    testAccuracy: 0.8125,
    testCount: 16,
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

test("a notebook of a regression draws its skies itself, and its network answers in the unit", async () => {
  const graph = chainGraph([{ type: "Flatten" }, { type: "Dense", settings: { units: 10 } }], [4, 4, 12]);
  const { source, close } = await exportedNetwork(graph, [4, 4, 12], 1);
  const inWatts = { ...source, network: inUnit(source.network, { scale: 243.5, offset: 450.25 }) };
  const details = { title: "Skies", testRmse: 61.25, first: 1600, count: 400, seed: 7 };
  const files = await unzipped(await notebookArchive(inWatts, { kind: "skies", ...details }));
  await close();
  const { cells } = JSON.parse(files.get("network.ipynb")?.toString() ?? "") as { cells: Cell[] };
  const text = cells.map((cell) => cell.source.join("")).join("\n");
  expect(text).toContain("61.25 W/m²");
  expect(text).toContain('in_unit = layers.Rescaling(scale=243.5, offset=450.25, name="in_unit")(dense)');
  expect(text).toContain("SEED = 7");
  expect(text).toContain("images, values = skies(1600, 400)");
  expect(text).toContain("TRAINED = 61.25");
});

test("no layer takes a name that the notebook's other cells use", async () => {
  const graph = chainGraph([{ type: "Flatten" }, { type: "Dense", settings: { units: 10 } }], [4, 4, 3]);
  const names = ["accuracy", "logits"];
  let next = 0;
  const nodes = graph.nodes.map((node) =>
    node.type === "Flatten" || node.type === "Dense" ? { ...node, name: names[next++] ?? "" } : node,
  );
  const { source, close } = await exportedNetwork({ ...graph, nodes }, [4, 4, 3], 1);
  const details = { title: "Names", testAccuracy: 0.5, testCount: 4, archive: { url: "x", fileName: "y" } };
  const files = await unzipped(await notebookArchive(source, { kind: "eurosat", ...details }));
  await close();
  const { cells } = JSON.parse(files.get("network.ipynb")?.toString() ?? "") as { cells: Cell[] };
  const text = cells.map((cell) => cell.source.join("")).join("\n");
  expect(text).toContain('accuracy_ = layers.Flatten(name="accuracy")(input_)');
  expect(text).toContain('logits_ = layers.Dense(units=10, name="logits")(accuracy_)');
  expect(text).toContain("TESTED = 4");
});
