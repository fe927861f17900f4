"use client";

import type { DatasetImport } from "#server/contract/dataset-import.ts";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { Progress } from "#app/_ui/progress.tsx";
import { formatBytes } from "./format-bytes.ts";

type SendingCardProps = {
  upload: DatasetImport;
  receivedBytes: number;
  isSending: boolean;
  isWaiting: boolean;
};

/** How far an upload is, and how one goes on with one that was cut. */
export function SendingCard({ upload, receivedBytes, isSending, isWaiting }: SendingCardProps) {
  return (
    <Card>
      <CardContent className="flex flex-col gap-3">
        <output className="text-sm">
          {isWaiting
            ? "The server cannot be reached. It goes on by itself once it can."
            : isSending
              ? `Sending ${upload.name}`
              : `${upload.name} has not arrived whole. Choose the same files again, and it goes on from here.`}
        </output>
        <Progress
          value={receivedBytes / upload.bytes}
          aria-label="Sent"
          tone={isSending && !isWaiting ? "primary" : "muted"}
        />
        <p className="num text-[0.8125rem] text-muted-foreground">
          {formatBytes(receivedBytes)} of {formatBytes(upload.bytes)}
        </p>
      </CardContent>
    </Card>
  );
}
