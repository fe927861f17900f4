import { expect, test } from "vitest";
import { nodeTimes, operatorTimes, productTimes } from "./step-profile.ts";

const event = (name: string, op: string, dur: number) => ({
  cat: "Node",
  name: `${name}_kernel_time`,
  dur,
  args: {
    op_name: op,
    input_type_shape: [{ float: [2, 3] }, { float: [3, 4] }],
    output_type_shape: [{ float: [2, 4] }],
  },
});

/** Two steps: two products of equal shapes, a Scan with a product in its round, and what is no node. */
const EVENTS = [
  { cat: "Session", name: "model_run", dur: 9_999, args: {} },
  event("MatMul_1", "MatMul", 1_000),
  event("MatMul_1", "MatMul", 3_000),
  event("MatMul_2", "MatMul", 4_000),
  event("MatMul_2", "MatMul", 4_000),
  event("Scan_3", "Scan", 10_000),
  event("Scan_3", "Scan", 10_000),
  event("Scan_3/MatMul_0", "MatMul", 5_000),
  event("Relu_4", "Relu", 4_000),
];

test("a node's time is the median of its steps, and a round belongs to its Scan", () => {
  const times = nodeTimes(EVENTS);
  expect(times.map(({ name, ms }) => [name, ms])).toEqual([
    ["MatMul_1", 2],
    ["MatMul_2", 4],
    ["Scan_3", 10],
    ["Relu_4", 4],
  ]);
  expect(operatorTimes(times)).toEqual([
    { op: "Scan", nodes: 1, ms: 10, share: 0.5 },
    { op: "MatMul", nodes: 2, ms: 6, share: 0.3 },
    { op: "Relu", nodes: 1, ms: 4, share: 0.2 },
  ]);
});

test("products of equal shapes stand together, with multiplications and additions a second", () => {
  const products = productTimes(nodeTimes(EVENTS), (name) => (name === "Relu_4" ? 0 : 3_000_000));
  expect(products).toEqual([
    { op: "Scan", inputs: "2x3 3x4", output: "2x4", nodes: 1, ms: 10, gflops: 0.6 },
    { op: "MatMul", inputs: "2x3 3x4", output: "2x4", nodes: 2, ms: 3, gflops: 2 },
  ]);
});
