"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC, useTRPCClient } from "#app/lib/trpc.ts";
import type { DesignDetails } from "#server/contract/design.ts";
import { type Autosaver, createAutosaver } from "./autosaver.ts";
import type { SavedDesign } from "./design-content.ts";
import { createDraftStore } from "./draft-store.ts";
import { saveFailureOf } from "./save-failure.ts";

export function savedOf({ name, graph, isShared, revision }: DesignDetails): SavedDesign {
  return { name, graph, isShared, revision };
}

/** The autosaver of one design over tRPC, with the browser's drafts and the page's comings and goings. */
export function useAutosave(design: DesignDetails): Autosaver {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [autosaver] = useState(() =>
    createAutosaver({
      saved: savedOf(design),
      drafts: createDraftStore(window.localStorage, design.id),
      async save(content, revision) {
        try {
          const details = await client.design.save.mutate({ designId: design.id, revision, ...content });
          queryClient.setQueryData(trpc.design.get.queryKey({ designId: design.id }), details);
          if (!("graph" in content)) {
            void queryClient.invalidateQueries({ queryKey: trpc.design.list.pathKey() });
          }
          return { ok: true, saved: savedOf(details) };
        } catch (error) {
          return { ok: false, failure: saveFailureOf(error) };
        }
      },
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
    return () => {
      window.removeEventListener("pagehide", handleLeaving);
      document.removeEventListener("visibilitychange", handleVisibility);
      window.removeEventListener("online", autosaver.retry);
      // Going to another page of the app: the save goes on behind it.
      autosaver.keepDraft();
      void autosaver
        .flush()
        .then(() => queryClient.invalidateQueries({ queryKey: trpc.design.list.pathKey() }));
    };
  }, [autosaver, queryClient, trpc]);

  return autosaver;
}
