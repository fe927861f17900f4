"use client";

import { useMemo, useState } from "react";
import { Card, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { Switch } from "#app/_ui/switch.tsx";
import { Segmented } from "../segmented.tsx";
import { CompareClasses } from "./compare-classes.tsx";
import { CompareNetworks } from "./compare-networks.tsx";
import { hasResult } from "./compare-pair.ts";
import { CompareResiduals } from "./compare-residuals.tsx";
import { resultRows, settingRows } from "./compare-settings.ts";
import { CompareTable } from "./compare-table.tsx";
import type { ComparedRun } from "./compared-run.ts";

type CompareDetailsProps = { runs: readonly ComparedRun[]; isOneDataset: boolean };

/** Results, settings and networks side by side. */
export function CompareDetails({ runs, isOneDataset }: CompareDetailsProps) {
  const [onlyDifferences, setOnlyDifferences] = useState(false);
  const results = useMemo(() => resultRows(runs), [runs]);
  const settings = useMemo(() => settingRows(runs), [runs]);
  const shown = onlyDifferences ? settings.filter(({ isDifferent }) => isDifferent) : settings;
  return (
    <>
      <Card>
        <CardHeader>
          <CardTitle>Results</CardTitle>
        </CardHeader>
        <CompareTable label="Results" runs={runs} rows={results} />
      </Card>
      {isOneDataset && <CompareResults runs={runs} />}
      <Card>
        <CardHeader>
          <CardTitle>Settings and networks</CardTitle>
          <div className="flex items-center gap-2 text-[0.8125rem]">
            <span aria-hidden>Only differences</span>
            <Switch
              aria-label="Only differences"
              checked={onlyDifferences}
              onCheckedChange={setOnlyDifferences}
            />
          </div>
        </CardHeader>
        {shown.length === 0 ? (
          <p className="px-4 py-4 text-sm text-muted-foreground">All settings are the same.</p>
        ) : (
          <CompareTable label="Settings" runs={runs} rows={shown} marksDifferences />
        )}
        <h3 className="border-t border-border px-4 pt-4 pb-1 text-sm font-semibold">
          Networks, layer by layer
        </h3>
        <CompareNetworks runs={runs} onlyDifferences={onlyDifferences} />
      </Card>
    </>
  );
}

/** What their tasks add to the measures, of those that have finished. */
function CompareResults({ runs }: { runs: readonly ComparedRun[] }) {
  const scored = runs.filter(hasResult);
  const [base, ...others] = scored;
  const [chosen, setChosen] = useState<string | null>(null);
  const other = others.find(({ details }) => details.id === chosen) ?? others[0];
  if (base === undefined || other === undefined) return null;
  const { target } = base.details;
  if (target.task === "regression") return <CompareResiduals runs={scored} unit={target.unit} />;
  return (
    <section aria-label="Classes" className="flex flex-col gap-3">
      {others.length > 1 && (
        <div className="flex flex-wrap items-center gap-2 text-[0.8125rem] text-muted-foreground">
          <span>{base.letter} against</span>
          <Segmented
            label="Run that is held against the base"
            value={other.details.id}
            onChange={setChosen}
            options={others.map(({ letter, details }) => ({ value: details.id, label: letter }))}
          />
        </div>
      )}
      <CompareClasses base={base} other={other} />
    </section>
  );
}
