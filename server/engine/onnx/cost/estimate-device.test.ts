import { expect, test } from "vitest";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import { resnetSmall } from "#models/presets/resnet-small.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { deviceBufferBytes } from "./device-buffers.ts";
import { estimateDeviceBytes } from "./estimate-device.ts";

// Read off an NVIDIA H200 while resnet-small trained with Adam.
test.each([
  [32, 1.2e9],
  [128, 4.3e9],
  [512, 18e9],
])(
  "a batch of %i of resnet-small holds on a card what was measured there, to a tenth",
  (batchSize, measured) => {
    const estimated = estimateDeviceBytes({
      graph: resnetSmall.graph,
      hyperParameters: { ...DEFAULT_HYPER_PARAMETERS, batchSize },
      imageShape: EUROSAT.inputShape,
      target: EUROSAT.target,
    });
    expect(estimated / measured).toBeGreaterThan(0.9);
    expect(estimated / measured).toBeLessThan(1.1);
  },
);

test("a freed buffer serves one of its own size alone, and only after what was sent with it", () => {
  const take = (buffer: number, bytes: number) => ({ kind: "take", buffer, bytes }) as const;
  const free = (buffer: number) => ({ kind: "free", buffer }) as const;
  expect(deviceBufferBytes([take(0, 100), free(0), take(1, 100), free(1)], 1)).toBe(200);
  expect(deviceBufferBytes([take(0, 100), free(0), take(1, 100), free(1)], 9)).toBe(200);
  const other = Array.from({ length: 15 }, (_, at) => take(at + 1, 1));
  expect(deviceBufferBytes([take(0, 100), free(0), ...other, take(16, 100)], 1)).toBe(115);
  expect(deviceBufferBytes([take(0, 100), free(0), ...other, take(16, 99)], 1)).toBe(214);
});
