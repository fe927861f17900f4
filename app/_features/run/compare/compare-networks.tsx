"use client";

import { useMemo } from "react";
import { alignLayers } from "#models/graph/align-layers.ts";
import type { ListedLayer } from "#models/graph/list-network.ts";
import { formatShape } from "#models/layers/format-shape.ts";
import { cn } from "#app/_lib/cn.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import { CompareHead } from "./compare-table.tsx";
import type { ComparedRun } from "./compared-run.ts";

type CompareNetworksProps = { runs: readonly ComparedRun[]; onlyDifferences: boolean };

/** The networks side by side, layer by layer. */
export function CompareNetworks({ runs, onlyDifferences }: CompareNetworksProps) {
  const rows = useMemo(() => alignLayers(runs.map(({ network }) => network.layers)), [runs]);
  const shown = rows.filter(({ isSame }) => !onlyDifferences || !isSame);
  if (shown.length === 0) {
    return (
      <p className="px-4 pb-4 text-sm text-muted-foreground">The networks are the same, layer by layer.</p>
    );
  }
  return (
    // A region that scrolls can be reached and scrolled by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="overflow-x-auto" tabIndex={0} aria-label="Networks">
      <table className="num w-full text-sm" aria-label="Networks, layer by layer">
        <CompareHead runs={runs} />
        <tbody>
          {shown.map(({ layers, isSame }) => (
            <tr
              key={layers.map((layer) => layer?.id ?? "-").join()}
              className={cn("border-t border-border align-top", !isSame && "bg-warning-soft/60")}
            >
              <td className="sticky left-0 bg-card px-4 py-2 text-muted-foreground">
                {isSame ? "" : "differs"}
              </td>
              {layers.map((layer, place) => (
                <td key={runs[place]?.letter} className="px-3 py-2">
                  {layer === null ? (
                    <span className="text-muted-foreground">–</span>
                  ) : (
                    <LayerCell layer={layer} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function LayerCell({ layer: { type, category, settings, shape, params } }: { layer: ListedLayer }) {
  return (
    <div className="flex gap-2.5">
      <span
        aria-hidden
        className="mt-0.5 h-4 w-1 shrink-0 rounded-full"
        style={{ background: `var(--layer-${category})` }}
      />
      <div className="min-w-0">
        <p className="font-medium">{type}</p>
        <p className="text-xs text-muted-foreground">
          {settings !== "" && <>{settings} · </>}
          {shape === null ? "" : formatShape(shape)}
          {params > 0 && ` · ${formatCount(params)} parameters`}
        </p>
      </div>
    </div>
  );
}
