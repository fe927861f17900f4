import { expect, test } from "vitest";
import { alignLayers } from "./align-layers.ts";
import { meaningOf } from "./diff.ts";

let made = 0;
function layersOf(text: string) {
  return text.split(" ").map((word) => {
    const [type = "", filters] = word.split(":");
    made += 1;
    const name = `l${made}`;
    const settings: Record<string, number> = filters === undefined ? {} : { filters: Number(filters) };
    const node = { id: name, name, type, settings, position: { x: 0, y: 0 } };
    return { ...node, meaning: meaningOf(node) };
  });
}

function shown(...networks: string[]): string[] {
  return alignLayers(networks.map(layersOf)).map(({ layers, isSame }) => {
    const cells = layers.map((layer) =>
      layer === null
        ? "-"
        : `${layer.type}${typeof layer.settings["filters"] === "number" ? `:${layer.settings["filters"]}` : ""}`,
    );
    return `${isSame ? "=" : "!"} ${cells.join(" ")}`;
  });
}

test("a layer that was put in stands beside a gap, and what follows stays side by side", () => {
  expect(shown("Input Conv2D:8 Flatten Output", "Input Conv2D:8 BatchNormalization Flatten Output")).toEqual([
    "= Input Input",
    "= Conv2D:8 Conv2D:8",
    "! - BatchNormalization",
    "= Flatten Flatten",
    "= Output Output",
  ]);
});

test("of several of a type, the one with the same settings is beside it", () => {
  expect(shown("Conv2D:8 Conv2D:16", "Conv2D:4 Conv2D:8 Conv2D:16")).toEqual([
    "! - Conv2D:4",
    "= Conv2D:8 Conv2D:8",
    "= Conv2D:16 Conv2D:16",
  ]);
  expect(shown("Conv2D:8 Flatten", "Conv2D:12 Dense")).toEqual([
    "! Conv2D:8 Conv2D:12",
    "! Flatten -",
    "! - Dense",
  ]);
});

test("three networks: a row is the same where all have the same", () => {
  expect(shown("Input Conv2D:8", "Input", "Input Dropout Conv2D:8")).toEqual([
    "= Input Input Input",
    "! - - Dropout",
    "! Conv2D:8 - Conv2D:8",
  ]);
});
