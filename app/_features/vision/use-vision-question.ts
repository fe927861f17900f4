"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { getSocket } from "#app/_lib/socket.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import type { ServerToClientEvents } from "#server/contract/socket.ts";

const POLL_MS = 1_500;

/** Asks a network about a picture. The answer is announced by the socket, and looked for in case that is lost. */
export function useVisionQuestion() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const ask = useMutation(trpc.vision.ask.mutationOptions());
  const questionId = ask.data?.id;
  const query = useQuery(
    trpc.vision.question.queryOptions(
      { questionId: questionId ?? "" },
      {
        enabled: questionId !== undefined && ask.data?.state === "queued",
        staleTime: 0,
        refetchInterval: ({ state: { data } }) =>
          data === undefined || data.state === "queued" ? POLL_MS : false,
      },
    ),
  );

  useEffect(() => {
    if (questionId === undefined) return;
    const socket = getSocket();
    const onReady: ServerToClientEvents["vision:ready"] = (message) => {
      if (message.questionId !== questionId) return;
      void queryClient.invalidateQueries({ queryKey: trpc.vision.question.queryKey({ questionId }) });
    };
    socket.on("vision:ready", onReady);
    return () => {
      socket.off("vision:ready", onReady);
    };
  }, [queryClient, trpc, questionId]);

  const question = ask.isPending ? undefined : (query.data ?? ask.data);
  return {
    ask: ask.mutate,
    question: question?.state === "queued" ? undefined : question,
    isPending: ask.isPending || question?.state === "queued",
    error: ask.error ?? query.error,
    reset: ask.reset,
  };
}
