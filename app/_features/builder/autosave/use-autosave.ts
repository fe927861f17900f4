"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { databaseState } from "#app/_lib/database-state.ts";
import { useTRPC, useTRPCClient } from "#app/_lib/trpc.ts";
import type { DesignDetails } from "#server/contract/design.ts";
import { type Autosaver, createAutosaver } from "./autosaver.ts";
import { createDraftStore } from "./draft-store.ts";
import { createSaveDesign, savedOf } from "./save-design.ts";

/** The autosaver of one design over tRPC, with the browser's drafts and the page's comings and goings. */
export function useAutosave(design: DesignDetails): Autosaver {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [autosaver] = useState(() =>
    createAutosaver({
      saved: savedOf(design),
      drafts: createDraftStore(window.localStorage, design.id),
      save: createSaveDesign({
        save: (content, revision) => client.design.save.mutate({ designId: design.id, revision, ...content }),
        read: () => client.design.get.query({ designId: design.id }),
        onSaved(details, content) {
          queryClient.setQueryData(trpc.design.get.queryKey({ designId: design.id }), details);
          if (!("graph" in content)) {
            void queryClient.invalidateQueries({ queryKey: trpc.design.list.pathKey() });
          }
        },
      }),
    }),
  );

  useEffect(() => {
    function handleLeaving(): void {
      autosaver.keepDraft();
      void autosaver.flush();
    }
    function handleVisibility(): void {
      if (document.visibilityState === "hidden") handleLeaving();
    }
    window.addEventListener("pagehide", handleLeaving);
    document.addEventListener("visibilitychange", handleVisibility);
    window.addEventListener("online", autosaver.retry);
    const forget = databaseState.onBack(autosaver.retry);
    return () => {
      window.removeEventListener("pagehide", handleLeaving);
      document.removeEventListener("visibilitychange", handleVisibility);
      window.removeEventListener("online", autosaver.retry);
      forget();
      // Going to another page of the app: the save goes on behind it.
      autosaver.keepDraft();
      void autosaver
        .flush()
        .then(() => queryClient.invalidateQueries({ queryKey: trpc.design.list.pathKey() }));
    };
  }, [autosaver, queryClient, trpc]);

  return autosaver;
}
