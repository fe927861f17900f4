import { Tensor } from "onnxruntime-node";
import { expect, test } from "vitest";
import type { Size2d } from "#models/layers/settings/size2d.ts";
import { windowShape } from "#models/layers/window-shape.ts";
import { fillNormal } from "../../train/batches/fill-normal.ts";
import { BlockedValues } from "../passes/blocked-values.ts";
import { createSession } from "../session/create-session.ts";
import { GraphBuilder } from "../graph/graph-builder.ts";
import { PORTABLE, type Target } from "../session/target.ts";
import { targetFor } from "../session/target-for.ts";
import { emitKernelGradient } from "./emit-kernel-gradient.ts";
import { windowGeometry } from "./window-padding.ts";

/** Fits blocks of 8 and of 16. */
const FILTERS = 32;

type Case = {
  input: readonly [number, number, number];
  size: Size2d;
  strides?: Size2d;
  dilationRate?: Size2d;
  padding: "same" | "valid";
  groups?: number;
};

function geometryOf({ input, size, strides = [1, 1], dilationRate = [1, 1], padding }: Case) {
  const reach: Size2d = [(size[0] - 1) * dilationRate[0] + 1, (size[1] - 1) * dilationRate[1] + 1];
  const shape = windowShape("Conv2D", input, { size: reach, strides, padding, channels: FILTERS });
  if (!shape.ok) throw new Error(shape.reason);
  return windowGeometry(input, shape.shape, { size, strides, padding, dilationRate });
}

async function kernelGradient(each: Case, target: Target) {
  const geometry = geometryOf(each);
  const [height, width, channels] = each.input;
  const [rows, columns] = geometry.output;
  const graph = new GraphBuilder(target);
  const dims = { input: [channels, height, width], gradient: [FILTERS, rows, columns] };
  const [input = "", gradient = ""] = Object.entries(dims).map(([name, sides]) =>
    graph.input(name, "float32", ["batch", ...sides]),
  );
  const groups = each.groups ?? 1;
  const operands = { blocked: new BlockedValues(graph), input, gradient, geometry, groups };
  const kernel = [FILTERS, channels / groups, ...geometry.size];
  graph.output("kernel", emitKernelGradient(graph, operands), { type: "float32", dims: kernel });
  const session = await createSession(graph.encode("kernel-gradient"), { threads: 2 });
  const batch = 3;
  const feeds = Object.entries(dims).map(([name, sides], layer) => {
    const values = new Float32Array(batch * sides.reduce((a, b) => a * b, 1));
    fillNormal(values, { seed: 1, step: 1, layer });
    return [name, new Tensor("float32", values, [batch, ...sides])] as const;
  });
  const outputs = await session.run(Object.fromEntries(feeds));
  await session.release();
  const slides = graph.model("").nodes.some(({ op }) => op === "Scan");
  return { slides, values: outputs["kernel"]?.data as Float32Array };
}

const CASES: [string, Case][] = [
  ["same", { input: [7, 6, 5], size: [3, 3], padding: "same" }],
  ["valid", { input: [7, 6, 5], size: [3, 3], padding: "valid" }],
  ["5 x 4, uneven padding", { input: [9, 8, 2], size: [5, 4], padding: "same" }],
  [
    "stride 2, rows that no window reaches",
    { input: [8, 7, 4], size: [3, 4], strides: [2, 2], padding: "valid" },
  ],
  ["stride 2, same", { input: [8, 8, 4], size: [3, 3], strides: [2, 2], padding: "same" }],
  ["dilated", { input: [9, 9, 3], size: [3, 3], dilationRate: [2, 3], padding: "same" }],
  ["depthwise", { input: [7, 6, FILTERS], size: [3, 3], padding: "same", groups: FILTERS }],
  [
    "depthwise, stride 2",
    { input: [8, 8, FILTERS], size: [3, 3], strides: [2, 2], padding: "same", groups: FILTERS },
  ],
];

test.each(CASES)("slid over pictures the gradient is that of laid-out pixels: %s", async (_, each) => {
  const target = await targetFor("cpu");
  const laidOut = await kernelGradient(each, PORTABLE);
  const slid = await kernelGradient(each, target);
  expect(laidOut.slides).toBe(false);
  expect(slid.slides).toBe(target.blockSize > 1);
  const gap = Math.max(...slid.values.map((value, i) => Math.abs(value - (laidOut.values[i] ?? Number.NaN))));
  const largest = Math.max(...laidOut.values.map(Math.abs));
  expect(largest).toBeGreaterThan(1);
  expect(gap / largest).toBeLessThan(1e-5);
});
