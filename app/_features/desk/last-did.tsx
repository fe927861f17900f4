import Link from "next/link";
import type { DeskRow } from "#server/contract/desk.ts";
import { RelativeTime } from "#app/_ui/relative-time.tsx";

const DID: Record<NonNullable<DeskRow["lastRun"]>["state"], string> = {
  queued: "Queued",
  running: "Trains",
  paused: "Paused",
  finished: "Trained",
  failed: "Failed to train",
  cancelled: "Cancelled",
};

/** The newer of the last change to a design and the last run. */
export function LastDid({ row, base }: { row: Pick<DeskRow, "lastDesign" | "lastRun">; base: string }) {
  const { lastDesign, lastRun } = row;
  if (lastDesign === null && lastRun === null)
    return <span className="text-muted-foreground">Nothing yet</span>;
  const isRun = lastRun !== null && (lastDesign === null || lastRun.at >= lastDesign.at);
  const shown = isRun
    ? { did: DID[lastRun.state], href: `${base}/runs/${lastRun.id}`, name: lastRun.name, at: lastRun.at }
    : {
        did: "Changed",
        href: `${base}/designs/${lastDesign?.id}`,
        name: lastDesign?.name,
        at: lastDesign?.at,
      };
  return (
    <>
      {shown.did}{" "}
      <Link href={shown.href} className="font-medium text-foreground underline-offset-4 hover:underline">
        {shown.name}
      </Link>{" "}
      <span className="text-muted-foreground">
        <RelativeTime at={shown.at ?? ""} />
      </span>
    </>
  );
}
