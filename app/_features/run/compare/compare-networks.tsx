"use client";

import { useMemo } from "react";
import { alignLayers } from "#models/graph/align-layers.ts";
import { analyzeGraph } from "#models/graph/analyze.ts";
import type { GraphNode } from "#models/graph/schema.ts";
import { formatShape } from "#models/layers/format-shape.ts";
import { layerOf } from "#models/layers/index.ts";
import { cn } from "#app/_lib/cn.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import { layerSettingsText } from "../layer-settings-text.ts";
import { CompareHead } from "./compare-table.tsx";
import type { ComparedRun } from "./compared-run.ts";

type CompareNetworksProps = { runs: readonly ComparedRun[]; onlyDifferences: boolean };

/** The networks side by side, layer by layer. */
export function CompareNetworks({ runs, onlyDifferences }: CompareNetworksProps) {
  const networks = useMemo(() => runs.map(({ details }) => networkOf(details)), [runs]);
  const rows = useMemo(() => alignLayers(networks.map(({ layers }) => layers)), [networks]);
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
                    <LayerCell layer={layer} known={networks[place]?.nodes[layer.id]} />
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

type Known = ReturnType<typeof analyzeGraph>["nodes"][string];

function LayerCell({ layer, known }: { layer: GraphNode; known: Known | undefined }) {
  const settings = layerSettingsText(layer.type, known?.settings);
  return (
    <div className="flex gap-2.5">
      <span
        aria-hidden
        className="mt-0.5 h-4 w-1 shrink-0 rounded-full"
        style={{ background: `var(--layer-${layerOf(layer.type)?.category ?? "core"})` }}
      />
      <div className="min-w-0">
        <p className="font-medium">{layer.type}</p>
        <p className="text-xs text-muted-foreground">
          {settings !== "" && <>{settings} · </>}
          {known?.shape == null ? "" : formatShape(known.shape)}
          {known !== undefined && known.params > 0 && ` · ${formatCount(known.params)} parameters`}
        </p>
      </div>
    </div>
  );
}

function networkOf({ graph, target }: ComparedRun["details"]) {
  const input = graph.nodes.find(({ type }) => type === "Input")?.settings["shape"];
  const inputShape = Array.isArray(input) ? input.map(Number) : [];
  const { order, nodes } = analyzeGraph(graph, { inputShape, target });
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  return { nodes, layers: order.flatMap((id) => byId.get(id) ?? []) };
}
