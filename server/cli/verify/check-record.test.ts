import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { presetGraph } from "#db/testing/factories.ts";
import type { RunRecord } from "#models/records/run-record.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { knownPublicKey, recordKey } from "#server/records/record-key.ts";
import { signRecord } from "#server/records/sign-record.ts";
import { checkSignature, checkWeights } from "./check-record.ts";

const [home, elsewhere] = [0, 1].map(() => mkdtempSync(join(tmpdir(), "strata-record-"))) as [string, string];
afterAll(() => {
  for (const folder of [home, elsewhere]) rmSync(folder, { recursive: true, force: true });
});

const weights = Buffer.from("weights");
const record: RunRecord = {
  format: "strata-run-record",
  version: 1,
  runId: "6c5b3a0e-8a64-4d0e-9b7c-0f3c2f1f9a11",
  name: "A run",
  finishedAt: "2026-01-01T00:00:00.000Z",
  graph: presetGraph(),
  params: 1000,
  hyperParameters: DEFAULT_HYPER_PARAMETERS,
  startedFrom: null,
  dataset: {
    id: "eurosat-rgb",
    versionId: "6c5b3a0e-8a64-4d0e-9b7c-0f3c2f1f9a12",
    title: "EuroSAT",
    number: 1,
    contents: null,
  },
  engine: null,
  bestEpoch: 1,
  weightsSha256: createHash("sha256").update(weights).digest("hex"),
  networkSha256: "0".repeat(64),
  validation: { score: 0.8, tieBreak: 0.7 },
  test: null,
};

const wrong = (text: string, key: string | null) =>
  checkSignature(text, key).findings.flatMap(({ isRight, text: told }) => (isRight ? [] : [told]));

test("a record is right as long as nothing in it was changed, and by its own server's key alone", () => {
  expect(knownPublicKey(home)).toBeNull();
  const text = signRecord(record, recordKey(home));
  const key = knownPublicKey(home);
  // The key is kept, for its owner alone.
  expect(signRecord(record, recordKey(home))).toBe(text);
  expect(statSync(join(home, "record-key.pem")).mode & 0o077).toBe(0);
  expect(checkSignature(text, key).record).toEqual(record);
  expect(wrong(text, key)).toEqual([]);
  // However it is laid out.
  expect(wrong(JSON.stringify(JSON.parse(text)), key)).toEqual([]);
  expect(wrong(text.replace('"seed": 1', '"seed": 2'), key)).toEqual([expect.stringMatching(/was changed/)]);
  expect(wrong(text.replace('"score": 0.8', '"score": 0.9'), key)).toEqual([
    expect.stringMatching(/was changed/),
  ]);

  const forged = signRecord({ ...record, params: 1 }, recordKey(elsewhere));
  expect(wrong(forged, key)).toEqual([expect.stringMatching(/another key/)]);
  // Without a known key nobody is told that it is the server's.
  expect(checkSignature(forged, null).findings.at(-1)?.text).toMatch(/was not checked/);
});

test.each(["", "{", "[]", '{"record":{},"signature":"AA==","publicKey":"AA=="}'])(
  "%s is no record",
  (text) => {
    expect(checkSignature(text, null)).toMatchObject({ record: null, findings: [{ isRight: false }] });
  },
);

test("weights are held against the hash of the record", () => {
  expect(checkWeights(record, weights).isRight).toBe(true);
  expect(checkWeights(record, Buffer.from("others")).isRight).toBe(false);
});
