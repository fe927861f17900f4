import { CircleCheck, Telescope } from "lucide-react";
import type { PictureDistance } from "#models/tasks/picture-distance.ts";
import { cn } from "#app/_lib/cn.ts";
import { distanceText } from "./distance-text.ts";

/** How far an own picture lies from what the network was trained on, before what it makes of it. */
export function PictureDistanceNote({ distance }: { distance: PictureDistance }) {
  const { isFar, title, text } = distanceText(distance);
  const Icon = isFar ? Telescope : CircleCheck;
  return (
    <section
      aria-label="Distance from the training pictures"
      className={cn("flex gap-3 rounded-lg p-3 text-sm", isFar ? "bg-warning-soft" : "bg-muted")}
    >
      <Icon
        aria-hidden
        className={cn("mt-0.5 size-4.5 shrink-0", isFar ? "text-warning-text" : "text-muted-foreground")}
      />
      <div className="num">
        <h3 className="font-semibold">{title}</h3>
        <p className={isFar ? "" : "text-muted-foreground"}>{text}</p>
      </div>
    </section>
  );
}
