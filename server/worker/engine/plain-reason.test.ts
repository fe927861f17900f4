import { expect, test } from "vitest";
import { plainReason } from "./plain-reason.ts";

test("what ONNX Runtime 1.30 says without a GPU, without its own source", () => {
  const check =
    "/onnxruntime_src/onnxruntime/core/providers/webgpu/webgpu_context.cc:136 onnxruntime::webgpu::WebGpuContext::Initialize(const onnxruntime::webgpu::WebGpuContextConfig&)::<lambda()> adapter_result.status == wgpu::RequestAdapterStatus::Success was false. ";
  const said = "It needs a GPU with a Vulkan driver. The runtime says: ";
  const why = "Failed to get a WebGPU adapter: No supported adapters";
  expect(plainReason(`${said}${check}${why}`)).toBe(`${said}${why}`);
});

test("what is long ends at a word, and shows that it was cut", () => {
  const cut = plainReason("some words ".repeat(50));
  expect(cut).toMatch(/^(some words )+(some )?…$/);
  expect(cut.length).toBeLessThanOrEqual(402);
  expect(plainReason("short")).toBe("short");
});
