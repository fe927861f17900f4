import { CircleCheck, CircleDashed, CircleX } from "lucide-react";

/** null where it cannot be told yet. */
export function CheckIcon({ isPassed }: { isPassed: boolean | null }) {
  const className = "mt-0.5 size-4 shrink-0";
  if (isPassed === null) {
    return <CircleDashed aria-label="Open" className={`${className} text-muted-foreground`} />;
  }
  return isPassed ? (
    <CircleCheck aria-label="Passed" className={`${className} text-success-text`} />
  ) : (
    <CircleX aria-label="Not passed" className={`${className} text-destructive-text`} />
  );
}
