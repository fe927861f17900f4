"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useParams } from "next/navigation";
import { useCallback } from "react";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { matchWeights } from "#models/weights/match-weights.ts";
import type { StartingPoint } from "#models/weights/starting-point.ts";
import type { DesignWeights } from "#server/contract/weights.ts";
import { mayCarryWeights, sendNetworkFile } from "./send-network-file.ts";
import { useOpenNetwork } from "./use-open-network.tsx";

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
      openNetwork(file.name, { ...read, start: read.weights && (await startOf(read.graph, read.weights)) });
    },
    [openNetwork, designId, queryClient, trpc],
  );
}

async function startOf(graph: ModelGraph, { source, shapes }: DesignWeights): Promise<StartingPoint | null> {
  const { layersOf } = await import("#models/interchange/network.ts");
  const list = layersOf(graph);
  const weights = (list.ok ? list.layers : []).flatMap(({ name, weights }) =>
    weights.map((weight) => ({ key: `${name}/${weight.name}`, layer: name, shape: weight.shape })),
  );
  const { layers, total } = matchWeights(weights, new Map(Object.entries(shapes)));
  return layers.length === 0 ? null : { source, layers: layers.length, of: total };
}
