import { EyeOff } from "lucide-react";
import type { OwnMarks } from "#server/contract/run-list.ts";
import { Badge } from "#app/_ui/badge.tsx";

/** What one has made of a run for oneself. */
export function RunMarks({ tags, isHidden }: OwnMarks) {
  if (tags.length === 0 && !isHidden) return null;
  return (
    <ul aria-label="Your tags" className="mt-0.5 flex flex-wrap gap-1">
      {isHidden && (
        <li>
          <Badge>
            <EyeOff aria-hidden />
            Hidden
          </Badge>
        </li>
      )}
      {tags.map((tag) => (
        <li key={tag} className="min-w-0">
          <Badge tone="info" className="max-w-full">
            <span className="truncate">{tag}</span>
          </Badge>
        </li>
      ))}
    </ul>
  );
}
