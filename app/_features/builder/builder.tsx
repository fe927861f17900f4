"use client";

import { useSearchParams } from "next/navigation";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import { useStore } from "zustand";
import { lazyDialog } from "#app/_ui/lazy-dialog.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPCClient } from "#app/_lib/trpc.ts";
import type { DatasetInfo } from "#server/contract/dataset.ts";
import type { DesignDetails } from "#server/contract/design.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { createDraftStore } from "./autosave/draft-store.ts";
import { recoverDraft } from "./autosave/recover-draft.ts";
import { savedOf } from "./autosave/save-design.ts";
import { useAutosave } from "./autosave/use-autosave.ts";
import { BuilderFrame } from "./builder-frame.tsx";
import { EditableHeader } from "./header/builder-header.tsx";
import { DatasetMenu } from "./header/dataset-menu.tsx";
import { SaveStatus } from "./header/save-status.tsx";
import { createBuilderStore } from "./store/builder-store.ts";
import { blockingReason } from "./totals/blocking-reason.ts";
import { TrainDialog } from "./train/train-dialog.tsx";
import { useDuplicateDesign } from "./use-duplicate-design.ts";

const ExerciseButton = lazy(async () => ({
  default: (await import("#app/_features/exercise/builder/exercise-button.tsx")).ExerciseButton,
}));
const AskedRun = lazy(async () => ({ default: (await import("./asked-run/asked-run.tsx")).AskedRun }));
const ConflictDialog = lazyDialog(
  async () => (await import("./autosave/conflict-dialog.tsx")).ConflictDialog,
);

type BuilderProps = { design: DesignDetails; dataset: DatasetInfo };

/** One's own design: everything that is done to it is saved by itself. */
export function Builder({ design, dataset }: BuilderProps) {
  const client = useTRPCClient();
  const isAsked = useSearchParams().has("run");
  const [recovery] = useState(() =>
    recoverDraft(createDraftStore(window.localStorage, design.id).read(), savedOf(design)),
  );
  const begun = recovery.kind === "none" ? savedOf(design) : recovery.draft;
  const [store] = useState(() =>
    createBuilderStore({
      graph: begun.graph,
      target: dataset,
    }),
  );
  const autosaver = useAutosave(design);
  const [name, setName] = useState(begun.name);
  const [isShared, setIsShared] = useState(begun.isShared);
  const [isAsking, setIsAsking] = useState(recovery.kind === "conflict");
  const graph = useStore(store, (state) => state.graph);
  const status = useStore(autosaver.state, (state) => state.status);

  useEffect(() => {
    if (!isAsking) autosaver.change({ name, graph, isShared });
  }, [autosaver, name, graph, isShared, isAsking]);

  const fittedTo = useRef(dataset.versionId);
  useEffect(() => {
    if (fittedTo.current === dataset.versionId) return;
    fittedTo.current = dataset.versionId;
    store.getState().retarget(dataset);
  }, [store, dataset]);

  useEffect(() => {
    if (recovery.kind === "restored")
      toast.info("Changes that were not saved yet are back", { id: "restored" });
  }, [recovery]);

  async function keepMine(): Promise<void> {
    try {
      const theirs = savedOf(await client.design.get.query({ designId: design.id }));
      autosaver.change({ name, graph, isShared });
      setIsAsking(false);
      await autosaver.keepMine(theirs);
    } catch (error) {
      toast.error(explainError(error).message);
    }
  }

  async function loadTheirs(): Promise<void> {
    try {
      const theirs = savedOf(await client.design.get.query({ designId: design.id }));
      autosaver.takeTheirs(theirs);
      store.getState().edit(() => ({ ok: true, edit: { kind: "replaceGraph", graph: theirs.graph } }));
      setName(theirs.name);
      setIsShared(theirs.isShared);
      setIsAsking(false);
    } catch (error) {
      toast.error(explainError(error).message);
    }
  }

  const [again, setAgain] = useState<RunDetails | null>(null);
  const handleTrainAgain = useCallback(
    (run: RunDetails) => {
      setAgain(run);
      store.getState().show("train");
    },
    [store],
  );

  const duplicate = useDuplicateDesign();
  const handleDuplicate = useCallback(async () => {
    if ((await autosaver.flush()) === null) toast.error("Save the design first; then it can be duplicated");
    else duplicate.mutate({ designId: design.id });
  }, [autosaver, duplicate, design.id]);

  const handleTrain = useCallback(() => {
    const reason = blockingReason(store.getState().analysis, store.getState().graph);
    if (reason === null) store.getState().show("train");
    else toast.error(reason, { id: "train" });
  }, [store]);

  const header = useMemo(
    () => (
      <>
        <EditableHeader
          designId={design.id}
          cohortId={design.cohortId}
          name={name}
          isShared={isShared}
          saveStatus={<SaveStatus autosaver={autosaver} />}
          datasetMenu={
            <>
              {design.exerciseId !== null && (
                <Suspense>
                  <ExerciseButton exerciseId={design.exerciseId} />
                </Suspense>
              )}
              <DatasetMenu
                design={design}
                dataset={dataset}
                onSave={autosaver.flush}
                onChanged={(changed) => autosaver.takeTheirs(savedOf(changed))}
              />
            </>
          }
          onRename={setName}
          onShare={setIsShared}
          onDuplicate={() => void handleDuplicate()}
          onTrain={handleTrain}
        />
        {isAsked && (
          <Suspense>
            <AskedRun design={design} target={dataset} onTrain={handleTrainAgain} />
          </Suspense>
        )}
      </>
    ),
    [name, isShared, autosaver, design, dataset, isAsked, handleDuplicate, handleTrain, handleTrainAgain],
  );

  return (
    <BuilderFrame store={store} header={header} onTrain={handleTrain}>
      <TrainDialog
        design={{ ...design, name }}
        trainingTiles={dataset.counts.train}
        target={dataset.target}
        again={again}
        onClose={() => setAgain(null)}
        onSave={autosaver.flush}
      />
      <ConflictDialog
        isOpen={isAsking || status === "conflict"}
        onKeepMine={keepMine}
        onLoadTheirs={loadTheirs}
      />
    </BuilderFrame>
  );
}
