import { expect, test } from "vitest";
import type { DatasetDescriptor } from "#models/datasets/descriptor.ts";
import { unpackWindow } from "../../unpack-window.ts";
import { readWindow } from "./read-window.ts";

const DESCRIPTOR: DatasetDescriptor = {
  id: "load",
  title: "Load",
  target: { task: "regression", quantity: "load", unit: "MW" },
  inputShape: [3, 2],
  element: "float32",
  columns: [
    { name: "load", mean: 100, deviation: 50 },
    { name: "temperature", mean: 10, deviation: 4 },
  ],
  counts: { train: 1, validation: 1, test: 1 },
  splitRule: "By time",
  licence: "",
  source: "",
  isSynthetic: false,
};

const read = (text: string) => readWindow(Buffer.from(text), DESCRIPTOR);
const numbersOf = (packed: Uint8Array) => [...new Float32Array(packed.buffer)];

test("the last rows are standardised as the dataset's are, whatever stands beside and before them", () => {
  const rows = [
    "time;temperature;load",
    "2024-01-01;0;0",
    "2024-01-02;10;150",
    "2024-01-03;14;50",
    "2024-01-04;6;100",
  ];
  const packed = read(rows.join("\n"));
  expect(numbersOf(packed)).toEqual([1, 0, -1, 1, 0, -1]);
  expect(unpackWindow(packed, DESCRIPTOR)).toEqual([
    [150, 50, 100],
    [10, 14, 6],
  ]);
});

test("without a header, columns stand in the dataset's order", () => {
  expect(numbersOf(read("150,10\n50,14\n100,6\n"))).toEqual([1, 0, -1, 1, 0, -1]);
});

test.each([
  {
    what: "too few rows",
    text: "load,temperature\n1,2\n3,4",
    message: "sees 3 rows at once, and received 2",
  },
  { what: "nothing", text: "", message: "Expected columns named load, temperature" },
  { what: "a column less", text: "load\n1\n2\n3", message: "temperature is missing" },
  { what: "a column more", text: "1,2,3\n1,2,3\n1,2,3", message: "received 3 columns without names" },
  {
    what: "a gap",
    text: "load,temperature\n9,9\n1,2\n3,\n5,6",
    message: "Row 2 of the last 3 has nothing in temperature",
  },
  {
    what: "a word",
    text: "load,temperature\n1,2\n3,4\nmuch,6",
    message: 'Row 3 of the last 3 has "much" in load, expected a number',
  },
  {
    what: "a comma in a number",
    text: 'load,temperature\n"1,5",2\n3,4\n5,6',
    message: 'Row 1 of the last 3 has "1,5"',
  },
  { what: "bytes", text: "\ufffd\u0000", message: "Expected columns named" },
])("refused: $what", ({ text, message }) => {
  expect(() => read(text)).toThrow(message);
});

test("what is no text is refused", () => {
  expect(() => readWindow(Uint8Array.of(0xff, 0xfe, 0x00), DESCRIPTOR)).toThrow("it is not UTF-8 text");
});
