"use client";

import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { QrCode } from "#app/_ui/qr-code.tsx";

/** How to join, for who sits in the room. Learners are not shown the code, nor may they project it. */
export function BoardInvitation() {
  const { cohort } = useCohort();
  if (cohort.joinCode === null) return null;
  const { origin, host } = window.location;
  const link = `${origin}/join/${encodeURIComponent(cohort.joinCode)}`;
  return (
    <section aria-label="Join" className="flex items-center gap-[1.4em]">
      <QrCode text={link} label={`QR code of ${link}`} className="w-[clamp(6rem,11vw,15rem)] shrink-0" />
      <div className="flex min-w-0 flex-col gap-[0.3em]">
        <p className="text-muted-foreground">Join at</p>
        <p className="truncate text-[1.4em] font-semibold">{host}</p>
        <p className="text-muted-foreground">with the code</p>
        <p className="font-mono text-[clamp(1.5rem,2.6vw,3.5rem)] leading-tight font-semibold tracking-wider">
          {cohort.joinCode}
        </p>
      </div>
    </section>
  );
}
