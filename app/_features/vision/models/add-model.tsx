"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FilePlus2 } from "lucide-react";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Card } from "#app/_ui/card.tsx";
import { Spinner } from "#app/_ui/spinner.tsx";
import { formatMemory } from "#models/training/format-memory.ts";
import type { ModelList } from "#server/contract/model.ts";
import { MAX_MODEL_BYTES, MODEL_FILES_PATH } from "#server/contract/model-limits.ts";
import { refusedWith } from "../picture/refused-with.ts";

/** An ONNX file of one's own: it is looked at by a worker, and then its cohort can ask it. */
export function AddModel({ cohortId, room }: { cohortId: string; room: ModelList["room"] }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const send = useMutation({
    mutationFn: (file: File) => sendModel(cohortId, file),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.model.pathKey() }),
  });
  return (
    <Card className="space-y-2 p-4">
      <div className="relative flex min-h-24 flex-col items-center justify-center gap-1 rounded-lg border border-dashed border-border-strong p-4 text-center hover:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring">
        {send.isPending ? <Spinner /> : <FilePlus2 aria-hidden className="size-6 text-muted-foreground" />}
        <span className="text-sm font-medium">
          {send.isPending ? "Sending the file…" : "Drop or choose an ONNX file"}
        </span>
        <span className="max-w-prose text-xs text-muted-foreground">
          A detector with the output [1, 4 + classes, n] or [1, n, 5 + classes], or a classifier with [1,
          classes]; one file of {MAX_MODEL_BYTES / 1e6} MB at most, with its weights inside. This cohort alone
          can ask it.
        </span>
        <span className="num text-xs text-muted-foreground">
          {room.ownBytes > 0 && `Models of this cohort take ${formatMemory(room.ownBytes)}. `}
          You keep {formatMemory(room.mine.usedBytes)} of the {formatMemory(room.mine.quotaBytes)} that one
          person may.
        </span>
        <input
          type="file"
          aria-label="Choose an ONNX file"
          accept=".onnx"
          disabled={send.isPending}
          className="absolute inset-0 size-full cursor-pointer opacity-0"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) send.mutate(file);
            event.target.value = "";
          }}
        />
      </div>
      {send.error !== null && (
        <p role="alert" className="text-sm text-destructive-text">
          {send.error.message}
        </p>
      )}
    </Card>
  );
}

async function sendModel(cohortId: string, file: File): Promise<void> {
  if (!/\.onnx$/i.test(file.name)) throw new Error(`“${file.name}” is no ONNX file by its name.`);
  if (file.size > MAX_MODEL_BYTES) {
    const [has, most] = [file.size, MAX_MODEL_BYTES].map((bytes) => Math.ceil(bytes / 1e6));
    throw new Error(`“${file.name}” has ${has} MB; ${most} MB is the limit.`);
  }
  const address = `${MODEL_FILES_PATH}${cohortId}?name=${encodeURIComponent(file.name)}`;
  const response = await fetch(address, { method: "POST", body: file }).catch((cause: unknown) => {
    throw new Error("The server could not be reached. Check the connection and try again.", { cause });
  });
  if (!response.ok) throw await refusedWith(response);
}
