import { expect, test } from "vitest";
import { downloadGroups } from "./download-formats.ts";
import { formatFileSize } from "./format-file-size.ts";

const run = {
  datasetId: "eurosat-rgb",
  isSynthetic: false,
  isScoreHidden: false,
  modelBytes: 500_000,
  weightsBytes: 499_000,
};

function whyNot(of: Partial<typeof run> | { weightsBytes: null }, whyNoTfjs: string | null = null) {
  const [network] = downloadGroups({ ...run, ...of }, { hasResult: true, whyNoTfjs });
  return Object.fromEntries(network?.formats.map(({ file, whyNot }) => [file, whyNot]) ?? []);
}

test("a finished run can be had in every format", () => {
  expect(Object.values(whyNot({}))).toEqual([null, null, null, null, null]);
});

test("what cannot be had says why", () => {
  const { "tfjs.zip": tfjs, ...rest } = whyNot({}, "resizing is a Resizing");
  expect(tfjs).toBe("resizing is a Resizing");
  expect(Object.values(rest)).toEqual([null, null, null, null]);
  expect(whyNot({ isSynthetic: true })["notebook.zip"]).toMatch(/Synthetic tiles/);
  expect(whyNot({ isScoreHidden: true })["notebook.zip"]).toMatch(/hides until its reveal/);
  const old = whyNot({ weightsBytes: null });
  expect(old["model.onnx"]).toBeNull();
  expect(old["model.keras"]).toMatch(/kept no weights/);
});

test("a run that has not finished has numbers only", () => {
  const groups = downloadGroups(
    { ...run, modelBytes: null, weightsBytes: null },
    { hasResult: false, whyNoTfjs: null },
  );
  expect(groups.map(({ formats }) => formats.map(({ file }) => file))).toEqual([["run.json", "history.csv"]]);
});

test.each([
  [900, "0.9 kB"],
  [48_200, "48 kB"],
  [1_540_000, "1.5 MB"],
  [134_000_000, "134 MB"],
])("%i bytes are %s", (bytes, text) => {
  expect(formatFileSize(bytes)).toBe(text);
});
