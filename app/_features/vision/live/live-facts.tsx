import { Spinner } from "#app/_ui/spinner.tsx";
import type { Found } from "../detect/found.ts";
import type { LiveSight } from "./use-live.ts";

type LiveFactsProps = { sight: LiveSight | null; where: string | null; found: readonly Found[] };

/** Where frames are looked at and how fast, and how many of each class are seen. */
export function LiveFacts({ sight, where, found }: LiveFactsProps) {
  if (sight === null || where === null) {
    return (
      <p className="flex items-center gap-2 text-sm text-muted-foreground">
        <Spinner /> {where === null ? "Getting the network ready…" : "Waiting for the first frame…"}
      </p>
    );
  }
  const counts = new Map<string, number>();
  for (const { class: name } of found) counts.set(name, (counts.get(name) ?? 0) + 1);
  return (
    <div className="space-y-1 text-sm">
      <fieldset aria-label="Speed" className="num">
        <strong className="font-semibold">{sight.framesPerSecond.toFixed(1)} frames a second</strong>{" "}
        <span className="text-muted-foreground">
          {where}; a frame takes {sight.frameMs.toFixed(0)} ms, the network {sight.modelMs.toFixed(0)} ms of
          it
        </span>
      </fieldset>
      <fieldset aria-label="Seen now" className="min-h-5">
        {counts.size === 0
          ? "Nothing is as sure as that."
          : [...counts].map(([name, count]) => `${count} × ${name}`).join(", ")}
      </fieldset>
    </div>
  );
}
