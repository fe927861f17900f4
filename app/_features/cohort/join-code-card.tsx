"use client";

import type { ReactNode } from "react";
import { useOrigin } from "#app/_lib/use-origin.ts";
import { CopyButton } from "#app/_ui/copy-button.tsx";
import { QrCode } from "#app/_ui/qr-code.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";

type JoinCodeCardProps = { joinCode: string; actions?: ReactNode };

/** For instructors: large enough to read from a projector. */
export function JoinCodeCard({ joinCode, actions }: JoinCodeCardProps) {
  const origin = useOrigin();
  const link = `${origin ?? ""}/join/${encodeURIComponent(joinCode)}`;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Join code</CardTitle>
        {actions}
      </CardHeader>
      <CardContent className="flex flex-col gap-3">
        <p
          data-testid="join-code"
          className="rounded-md bg-muted px-3 py-3 text-center font-mono text-2xl font-semibold tracking-wider select-all"
        >
          {joinCode}
        </p>
        <div className="flex flex-wrap gap-2">
          <CopyButton text={joinCode} label="Copy code" className="flex-1" />
          <CopyButton text={link} label="Copy link" className="flex-1" />
        </div>
        <div className="flex items-center gap-3">
          {origin === null ? (
            <span className="size-24 shrink-0 rounded-md bg-white" />
          ) : (
            <QrCode text={link} label={`QR code of ${link}`} className="w-24 shrink-0" />
          )}
          <p className="text-[0.8125rem] text-muted-foreground">
            Whoever has it can join as a learner. A phone's camera opens the link.
          </p>
        </div>
      </CardContent>
    </Card>
  );
}
