import { PackageOpen } from "lucide-react";
import { Card } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import type { VisionModels } from "#server/contract/vision.ts";

/** No network is here yet: which there are, and how whoever keeps the server gets one. */
export function NoModel({ known }: { known: VisionModels["known"] }) {
  return (
    <Card>
      <EmptyState icon={<PackageOpen />} title="No model is here yet">
        An instructor fetches one or adds a file on the page Models; whoever keeps this server can do it at
        its terminal.
      </EmptyState>
      <ul aria-label="Models that can be had" className="divide-y divide-border border-t border-border">
        {known.map(({ name, title, about, licence, ways }) => (
          <li key={name} className="space-y-1 px-4 py-3 text-sm">
            <p>
              <strong className="font-semibold">{title}</strong> {about}
            </p>
            <p className="break-words text-muted-foreground">{ways}</p>
            <p className="text-xs text-muted-foreground">{licence}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
