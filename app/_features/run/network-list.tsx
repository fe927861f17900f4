"use client";

import { ChevronRight } from "lucide-react";
import { useEffect, useRef } from "react";
import type { ListedNetwork } from "#models/graph/list-network.ts";
import { formatShape } from "#models/layers/format-shape.ts";
import { Card } from "#app/_ui/card.tsx";
import { formatCount } from "#app/_lib/format-count.ts";

/** The run's network, layer by layer, as it was when the run was started. */
export function NetworkList({ network: { layers, params } }: { network: ListedNetwork }) {
  // The page fills after the browser has looked for the address's anchor, so it is looked for again here.
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (window.location.hash === "#network") place.current?.scrollIntoView();
  }, []);
  return (
    <Card ref={place} id="network" className="scroll-mt-20">
      <details className="group" open={layers.length <= 24}>
        <summary className="flex min-h-13 cursor-pointer items-center justify-between gap-3 px-2.5 py-2 first:pl-4 last:pr-4 sm:px-4.5 select-none">
          <h2 className="flex items-center gap-1.5 text-[0.9375rem] font-semibold tracking-tight">
            Network
            <ChevronRight
              aria-hidden
              className="text-muted-foreground size-4 transition-transform group-open:rotate-90"
            />
          </h2>
          <span className="num text-muted-foreground text-sm">
            {layers.length} layers, {formatCount(params)} parameters
          </span>
        </summary>
        <div className="border-border overflow-x-auto border-t">
          <table className="num w-full sm:min-w-[34rem] text-sm">
            <caption className="sr-only">Layers of the network in their order</caption>
            <thead className="text-muted-foreground text-xs">
              <tr className="border-border border-b text-left">
                <th scope="col" className="px-2.5 py-2 first:pl-4 last:pr-4 sm:px-4 font-medium">
                  Layer
                </th>
                <th scope="col" className="px-4 py-2 font-medium max-sm:hidden">
                  Settings
                </th>
                <th scope="col" className="px-2.5 py-2 first:pl-4 last:pr-4 sm:px-4 font-medium">
                  Output shape
                </th>
                <th scope="col" className="px-2.5 py-2 first:pl-4 last:pr-4 sm:px-4 text-right font-medium">
                  Parameters
                </th>
              </tr>
            </thead>
            <tbody>
              {layers.map(({ id, type, category, settings, shape, params: own }) => (
                <tr key={id} className="border-border border-b last:border-0">
                  <th scope="row" className="px-2.5 py-2 first:pl-4 last:pr-4 sm:px-4 text-left font-medium">
                    <span className="flex items-center gap-2.5">
                      <span
                        aria-hidden
                        className="h-4 w-1 rounded-full"
                        style={{ background: `var(--layer-${category})` }}
                      />
                      {type}
                    </span>
                    {settings !== "" && (
                      <span className="text-muted-foreground mt-0.5 block pl-3.5 text-xs font-normal sm:hidden">
                        {settings}
                      </span>
                    )}
                  </th>
                  <td className="text-muted-foreground px-2.5 py-2 first:pl-4 last:pr-4 sm:px-4 max-sm:hidden">
                    {settings}
                  </td>
                  <td className="px-2.5 py-2 first:pl-4 last:pr-4 sm:px-4 whitespace-nowrap">
                    {shape === null ? "–" : formatShape(shape)}
                  </td>
                  <td className="px-2.5 py-2 first:pl-4 last:pr-4 sm:px-4 text-right">{formatCount(own)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Card>
  );
}
