import { expect, test } from "vitest";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import { presetById } from "#models/presets/index.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { deviceBufferBytes } from "./device-buffers.ts";
import { estimateDeviceBytes } from "./estimate-device.ts";

const MIB = 2 ** 20;

/** Driver and shaders, which no graph tells of. */
const CONTEXT_MIB = 100;

// Read off an NVIDIA H200 with nvidia-smi while they trained with Adam.
test.each([
  ["resnet-small", 32, 1156],
  ["resnet-small", 128, 4269],
  ["resnet-small", 512, 17_885],
  ["vgg-small", 128, 2600],
  ["mobilenet-small", 128, 1218],
  ["lecture-cnn", 128, 752],
  ["lecture-cnn", 32, 243],
])(
  "%s at batch %i holds on a card what was measured there, to a tenth or 100 MiB",
  (id, batchSize, measuredMib) => {
    const graph = presetById(id)?.graph;
    if (graph === undefined) throw new Error(`There is no preset ${id}`);
    const estimated = estimateDeviceBytes({
      graph,
      hyperParameters: { ...DEFAULT_HYPER_PARAMETERS, batchSize },
      imageShape: EUROSAT.inputShape,
      target: EUROSAT.target,
    });
    const tolerance = Math.max(CONTEXT_MIB, measuredMib / 10);
    expect(Math.abs(estimated / MIB - measuredMib)).toBeLessThan(tolerance);
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
