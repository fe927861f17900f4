"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ServerToClientEvents } from "#server/contract/socket.ts";
import { getSocket } from "#app/_lib/socket.ts";
import { useTRPC, useTRPCClient } from "#app/_lib/trpc.ts";
import { sendPicture } from "./send-picture.ts";

/** A validation tile's place, or a picture. */
type Asked = number | Blob;

const POLL_MS = 1_500;

/** Asks a run's network for its probabilities. The answer is announced by the socket, and looked for in case that is lost. */
export function usePrediction(runId: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const client = useTRPCClient();
  const create = useMutation({
    mutationFn: (asked: Asked) =>
      asked instanceof Blob
        ? sendPicture(runId, asked)
        : client.prediction.create.mutate({ runId, validationIndex: asked }),
  });
  const predictionId = create.data?.id;
  const query = useQuery(
    trpc.prediction.get.queryOptions(
      { predictionId: predictionId ?? "" },
      {
        enabled: predictionId !== undefined && create.data?.state === "queued",
        staleTime: 0,
        refetchInterval: ({ state: { data } }) =>
          data === undefined || data.state === "queued" ? POLL_MS : false,
      },
    ),
  );

  useEffect(() => {
    if (predictionId === undefined) {
      return;
    }
    const socket = getSocket();
    const onReady: ServerToClientEvents["prediction:ready"] = (message) => {
      if (message.predictionId === predictionId) {
        void queryClient.invalidateQueries({ queryKey: trpc.prediction.get.queryKey({ predictionId }) });
      }
    };
    socket.on("prediction:ready", onReady);
    return () => {
      socket.off("prediction:ready", onReady);
    };
  }, [queryClient, trpc, predictionId]);

  const result = create.isPending ? undefined : (query.data ?? create.data);
  return {
    predictTile: (validationIndex: number) => create.mutate(validationIndex),
    predictPicture: (picture: Blob) => create.mutate(picture),
    result: result?.state === "queued" ? undefined : result,
    isPending: create.isPending || result?.state === "queued",
    error: create.error ?? query.error,
    reset: create.reset,
  };
}
