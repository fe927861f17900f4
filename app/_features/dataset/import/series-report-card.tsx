"use client";

import type { SeriesReport } from "#models/datasets/import/series-report.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";

/** What an import found in a table, before it becomes a dataset. */
export function SeriesReportCard({ report }: { report: SeriesReport }) {
  const { rows, windows, leftOut } = report;
  const left = [
    leftOut.borders > 0 && `${formatCount(leftOut.borders)} lie across two parts of the split`,
    leftOut.gaps > 0 && `time jumps in ${formatCount(leftOut.gaps)}`,
    leftOut.missing > 0 && `${formatCount(leftOut.missing)} lack a value`,
  ].filter((text) => text !== false);
  return (
    <Card aria-labelledby="report-title">
      <CardHeader>
        <CardTitle id="report-title">What was found</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-3 text-sm">
        <p>
          <span className="num font-medium">{formatCount(rows)}</span> rows, and so many windows:{" "}
          <span className="num">{formatCount(windows.train)}</span> to train,{" "}
          <span className="num">{formatCount(windows.validation)}</span> to validate,{" "}
          <span className="num">{formatCount(windows.test)}</span> for the test.
        </p>
        {left.length > 0 && <p>Left out: {left.join(", ")}.</p>}
        <p className="num">
          Values to predict from {report.least} to {report.greatest}.
        </p>
      </CardContent>
    </Card>
  );
}
