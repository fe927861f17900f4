"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useParams } from "next/navigation";
import { useCallback } from "react";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

import { useOpenNetwork } from "./use-open-network.tsx";
import { mayCarryWeights } from "./weight-files.ts";

/** One is read at a time. */
const READING = "reading a file";

/** Puts the network of a file on the canvas, and what weights it carries beside the design. */
export function useImportFile(): (file: File) => Promise<void> {
  const openNetwork = useOpenNetwork();
  const { designId } = useParams<{ designId: string }>();
  const queryClient = useQueryClient();
  const trpc = useTRPC();
  return useCallback(
    async (file) => {
      if (!mayCarryWeights(file.name)) {
        const [{ blobSource }, { readModelFile }] = await Promise.all([
          import("#models/interchange/file/byte-source.ts"),
          import("#models/interchange/file/read-model-file.ts"),
        ]);
        openNetwork(file.name, await readModelFile(blobSource(file)));
        return;
      }
      const { sendNetworkFile, startOf } = await import("./send-network-file.ts");
      toast.loading(`Reading ${file.name}…`, { id: READING });
      const read = await sendNetworkFile(designId, file);
      toast.dismiss(READING);
      if (!read.ok) {
        openNetwork(file.name, read);
        return;
      }
      if (read.weights !== null) {
        queryClient.setQueryData(trpc.design.weights.queryKey({ designId }), read.weights);
      }
      openNetwork(file.name, { ...read, start: read.weights && startOf(read.graph, read.weights) });
    },
    [openNetwork, designId, queryClient, trpc],
  );
}
