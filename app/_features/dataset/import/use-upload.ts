import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { DatasetImport } from "#server/contract/dataset-import.ts";
import { MAX_UPLOAD_BYTES } from "#server/contract/upload-parts.ts";
import { useTRPC, useTRPCClient } from "#app/_lib/trpc.ts";
import type { Brought } from "./gather-files.ts";

type UploadOptions = {
  cohortId: string;
  open: readonly DatasetImport[];
  onBegun: (importId: string) => void;
};

/** Sends what a person brought; an upload of the same name and size that was cut before is gone on with. */
export function useUpload({ cohortId, open, onBegun }: UploadOptions) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [isWaiting, setIsWaiting] = useState(false);
  const [received, setReceived] = useState<{ importId: string; bytes: number } | null>(null);
  const leaving = useRef<AbortController | null>(null);
  // Who leaves the page stops sending; what has arrived is kept for a day.
  useEffect(() => () => leaving.current?.abort(), []);

  const upload = useMutation({
    mutationFn: async ({ name, content }: Brought) => {
      if (content.size > MAX_UPLOAD_BYTES)
        throw new Error("It is larger than 2 GiB, the most that can be sent.");
      const abort = new AbortController();
      leaving.current = abort;
      const cut = open.find(
        (one) => one.state === "uploading" && one.name === name && one.bytes === content.size,
      );
      const begun =
        cut ?? (await client.datasetImport.create.mutate({ cohortId, name, bytes: content.size }));
      // The page shows what it finds in the list.
      await queryClient.invalidateQueries({ queryKey: trpc.datasetImport.list.pathKey() });
      onBegun(begun.id);
      setReceived({ importId: begun.id, bytes: begun.receivedBytes });
      const askReceived = async () =>
        (await client.datasetImport.get.query({ importId: begun.id })).receivedBytes;
      const { sendParts } = await import("./send-parts.ts");
      await sendParts({
        importId: begun.id,
        content,
        receivedBytes: await askReceived(),
        askReceived,
        onReceived: (bytes) => setReceived({ importId: begun.id, bytes }),
        onWaiting: setIsWaiting,
        signal: abort.signal,
      });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.datasetImport.pathKey() }),
  });
  return {
    send: (brought: Brought) => upload.mutate(brought),
    stop: () => leaving.current?.abort(),
    isSending: upload.isPending,
    isWaiting,
    received,
    error: upload.error,
  };
}
