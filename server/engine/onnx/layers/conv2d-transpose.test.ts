import { expect, test } from "vitest";
import { chainGraph } from "#models/graph/chain.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { Tensor } from "onnxruntime-node";
import { permuteAxes } from "../../weights/permute-axes.ts";
import { planNetwork } from "../../weights/network-plan.ts";
import { emitForward } from "../graph/emit-forward.ts";
import { GraphBuilder } from "../graph/graph-builder.ts";
import { createSession } from "../session/create-session.ts";
import OF_KERAS from "./conv2d-transpose-of-keras.json" with { type: "json" };

test.each(OF_KERAS.cases)("$settings paints as Keras does", async ({ settings, image, kernel, out }) => {
  const shape: [number, number, number] = [3, 4, 1];
  const layer = { type: "Conv2DTranspose", settings: { ...settings, filters: 1, useBias: false } } as const;
  const plan = planNetwork(
    chainGraph(
      [layer, { type: "Flatten" }, { type: "Dense", settings: { units: 2, useBias: false } }],
      shape,
    ),
    { inputShape: shape, target: numberedClasses(2) },
  );
  const graph = new GraphBuilder();
  const images = graph.input("images", "float32", [1, 1, 3, 4]);
  const size = [...settings.kernelSize, 1, 1];
  const weights = new Map([
    [
      "conv2d_transpose/kernel",
      graph.floats(permuteAxes(Float32Array.from(kernel.flat()), size, [3, 2, 0, 1]), [
        1,
        1,
        ...settings.kernelSize,
      ]),
    ],
    ["dense/kernel", graph.floats(new Float32Array(2 * out.flat().length), [out.flat().length, 2])],
  ]);
  const { layers } = emitForward(graph, plan, { images, weights, isTraining: false });
  const [first] = [...layers.values()];
  const dims = [1, 1, out.length, out[0]?.length ?? 0];
  graph.output("out", first?.result.output ?? "", { type: "float32", dims });
  const session = await createSession(graph.encode("painted"), { threads: 1 });
  const answer = await session.run({
    images: new Tensor("float32", Float32Array.from(image.flat()), [1, 1, 3, 4]),
  });
  await session.release();
  expect(plan.layers.find(({ name }) => name === "conv2d_transpose")?.shape).toEqual([...dims.slice(2), 1]);
  expect([...((answer.out?.data as Float32Array) ?? [])]).toEqual(out.flat());
});
