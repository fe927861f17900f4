import { expect, test } from "vitest";
import { chooseRuntime, openWithFallback } from "./choose-runtime.ts";

const gpu = (adapter: object | null) => ({ requestAdapter: () => Promise.resolve(adapter) });

test("a network runs on a card where there is a real one, else on the processor", async () => {
  expect(await chooseRuntime(undefined)).toBe("WebAssembly");
  expect(await chooseRuntime(gpu(null))).toBe("WebAssembly");
  expect(await chooseRuntime({ requestAdapter: () => Promise.reject(new Error("lost")) })).toBe(
    "WebAssembly",
  );
  expect(await chooseRuntime(gpu({ info: { architecture: "ampere" } }))).toBe("WebGPU");
  expect(await chooseRuntime(gpu({ info: { architecture: "swiftshader" } }))).toBe("WebAssembly");
  expect(await chooseRuntime(gpu({ isFallbackAdapter: true }))).toBe("WebAssembly");
  expect(await chooseRuntime(gpu({ info: { isFallbackAdapter: true } }))).toBe("WebAssembly");
});

test("what a card cannot run the processor does, and says why; what neither can is a failure", async () => {
  const tried: string[] = [];
  const open = (failing: readonly string[]) => (runtime: string) => {
    tried.push(runtime);
    return failing.includes(runtime)
      ? Promise.reject(new Error(`no ${runtime}`))
      : Promise.resolve(`on ${runtime}`);
  };
  expect(await openWithFallback("WebGPU", open([]))).toEqual({
    opened: "on WebGPU",
    runtime: "WebGPU",
    problem: null,
  });
  expect(await openWithFallback("WebGPU", open(["WebGPU"]))).toEqual({
    opened: "on WebAssembly",
    runtime: "WebAssembly",
    problem: "no WebGPU",
  });
  expect(tried).toEqual(["WebGPU", "WebGPU", "WebAssembly"]);
  await expect(openWithFallback("WebAssembly", open(["WebAssembly"]))).rejects.toThrow("no WebAssembly");
});
