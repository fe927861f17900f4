import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { UsageError } from "../train/usage-error.ts";
import { PARTS, readOptions } from "./options.ts";

const HERE = fileURLToPath(import.meta.url);

test("nothing said: every part, a table, no peer", () => {
  const options = readOptions(["--zip", HERE]);
  expect([...options.parts]).toEqual([...PARTS]);
  expect(options).toMatchObject({ isJson: false, peer: null, pairs: 3, zip: HERE });
});

test("parts are chosen by name, and --engine is the first alone", () => {
  expect([...readOptions(["--only", "live, memory"]).parts]).toEqual(["live", "memory"]);
  expect([...readOptions(["--engine", "--json"]).parts]).toEqual(["engine"]);
  expect([...readOptions(["--pages"]).parts]).toEqual(["pages"]);
  expect(readOptions(["--pages"]).isWeighing).toBe(false);
  expect(readOptions(["--pages", "--weigh"]).isWeighing).toBe(true);
  expect([...readOptions(["--classroom", "--json"]).parts]).toEqual(["classroom"]);
  expect([...readOptions(["--vision", "--json"]).parts]).toEqual(["vision"]);
});

test("networks and batch sizes are the peer's, or those asked for", () => {
  expect(readOptions(["--engine"]).nets).toHaveLength(6);
  expect(readOptions(["--engine", "--net", "vgg-small, tiny-cnn", "--batch", "8"])).toMatchObject({
    nets: ["vgg-small", "tiny-cnn"],
    batchSizes: [8],
  });
});

test("--peer takes a path or none, and leaves the option after it alone", () => {
  expect(readOptions(["--peer", HERE, "--pairs", "5"])).toMatchObject({ peer: HERE, pairs: 5 });
  const before = process.env.STRATA_SHARED;
  process.env.STRATA_SHARED = "/nowhere";
  try {
    expect(() => readOptions(["--zip", HERE, "--peer", "--json"])).toThrow(
      "/nowhere/peers/torch_throughput.py, which is not there",
    );
  } finally {
    if (before === undefined) delete process.env.STRATA_SHARED;
    else process.env.STRATA_SHARED = before;
  }
});

test.each([
  ["--only", "speed"],
  ["--pairs", "0"],
  ["--pairs", "many"],
  ["--net", "alexnet"],
  ["--batch", "0"],
  ["--zip", "/nowhere.zip"],
  ["--bogus"],
  ["stray"],
])("%s %s is refused", (...args) => {
  expect(() => readOptions(args)).toThrow(UsageError);
});
