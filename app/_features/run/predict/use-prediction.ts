"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ServerToClientEvents } from "#server/contract/socket.ts";
import { getSocket } from "#app/_lib/socket.ts";
import { useTRPC, useTRPCClient } from "#app/_lib/trpc.ts";
import type { SeriesWindow } from "#server/contract/dataset.ts";

type OnWindow = (window: SeriesWindow) => void;

/** An example of the validation split by its place, a picture, or rows of a table. */
type Asked =
  | { kind: "tile"; index: number }
  | { kind: "picture"; picture: Blob }
  | { kind: "window"; csv: Blob; onWindow: OnWindow };

const POLL_MS = 1_500;

/** Asks a run's network. The answer is announced by the socket, and looked for in case that is lost. */
export function usePrediction(runId: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const client = useTRPCClient();
  const create = useMutation({
    mutationFn: async (asked: Asked) => {
      switch (asked.kind) {
        case "tile":
          return client.prediction.create.mutate({ runId, validationIndex: asked.index });
        case "picture":
          return (await import("./send-own.ts")).sendPicture(runId, asked.picture);
        case "window": {
          const { sendWindow } = await import("./send-own.ts");
          const { prediction, window } = await sendWindow(runId, asked.csv);
          asked.onWindow(window);
          return prediction;
        }
      }
    },
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
    predictTile: (index: number) => create.mutate({ kind: "tile", index }),
    predictPicture: (picture: Blob) => create.mutate({ kind: "picture", picture }),
    /** `onWindow` is told the window as the server read it. */
    predictWindow: (csv: Blob, onWindow: OnWindow) => create.mutate({ kind: "window", csv, onWindow }),
    result: result?.state === "queued" ? undefined : result,
    isPending: create.isPending || result?.state === "queued",
    error: create.error ?? query.error,
    reset: create.reset,
  };
}
