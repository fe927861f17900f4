import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { Database } from "#db/client.ts";
import { fillClass } from "#db/testing/fill-class.ts";
import type { Check } from "#models/exercises/checks/check.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import { presetById } from "#models/presets/index.ts";
import { exportModel } from "#server/engine/onnx/graph/export-model.ts";
import { initialWeights } from "#server/engine/weights/initial-weights.ts";
import { planNetwork } from "#server/engine/weights/network-plan.ts";
import type { Storage } from "#server/storage/storage.ts";
import { runKey } from "#server/storage/storage-keys.ts";

export const CLASS = { learners: 300, exercises: 20 };

const CHECKS: Check[] = [
  { id: "accuracy", test: { kind: "accuracy", min: 0.05 }, points: 4, message: "Train it for longer." },
  { id: "f1", test: { kind: "macro-f1", min: 0.5 }, points: 3, message: "Look at what it mixes up." },
  { id: "small", test: { kind: "max-params", max: 400_000 }, points: 2, message: "" },
  { id: "seed", test: { kind: "seed", seed: 0 }, points: 1, message: "" },
];

export type FilledClass = { cohortId: string; exerciseId: string };

/** Each learner has handed in a lecture-cnn with weights of its own, but for one whose file is no network. */
export async function classOfNetworks(db: Database, files: Storage, teacherId: string): Promise<FilledClass> {
  const graph = presetById("lecture-cnn")?.graph;
  if (graph === undefined) throw new Error("The lecture's network is gone");
  const plan = planNetwork(graph, { inputShape: EUROSAT.inputShape, target: EUROSAT.target });
  const networks = [];
  for (let seed = 0; seed < CLASS.learners; seed += 1) {
    const runId = randomUUID();
    const isBroken = seed === CLASS.learners - 1;
    const model = isBroken
      ? new TextEncoder().encode("no network")
      : exportModel(plan, initialWeights(plan, seed));
    const storageKey = runKey(runId, "model-1.onnx");
    const { sizeBytes, sha256 } = await files.put(storageKey, Readable.from([model]));
    networks.push({ runId, storageKey, sizeBytes, sha256 });
  }
  const content = { ...EMPTY_EXERCISE.content, checks: CHECKS, handPoints: 5 };
  const { exercises } = CLASS;
  return fillClass(db, { teacherId, exercises, content, graph, params: plan.params, networks });
}
