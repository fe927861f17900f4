"use client";

import type { ImportReport } from "#models/datasets/import/import-report.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#app/_ui/table.tsx";
import { formatCount } from "#app/_lib/format-count.ts";
import { DoublesList } from "./doubles-list.tsx";
import { RefusedList } from "./refused-list.tsx";

/** What an import found, before it becomes a dataset. */
export function ReportCard({ report }: { report: ImportReport }) {
  const { splits, refused, ignored, values } = report;
  return (
    <Card aria-labelledby="report-title">
      <CardHeader>
        <CardTitle id="report-title">What was found</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-5">
        <p className="text-sm">
          <span className="num font-medium">{formatCount(report.pictures)}</span> pictures:{" "}
          <span className="num">{formatCount(splits.train)}</span> to train,{" "}
          <span className="num">{formatCount(splits.validation)}</span> to validate,{" "}
          <span className="num">{formatCount(splits.test)}</span> for the test.
          {ignored.count > 0 && ` ${formatCount(ignored.count)} other files were passed over.`}
        </p>
        {values !== null && (
          <p className="num text-sm">
            Values from {values.least} to {values.greatest}, {values.mean.toPrecision(4)} in the mean.
          </p>
        )}
        {report.classes.length > 0 && <ClassTable classes={report.classes} />}
        {refused.count > 0 && <RefusedList refused={refused} />}
        <DoublesList title="The same pixels" doubles={report.exact} none="No picture is there twice." />
        <DoublesList
          title="Pictures that look alike"
          doubles={report.near}
          none="No two pictures look alike."
          {...(report.near.isComplete
            ? {}
            : { note: "So many look alike that not all of them were compared." })}
        />
      </CardContent>
    </Card>
  );
}

function ClassTable({ classes }: { classes: ImportReport["classes"] }) {
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>Class</TableHead>
          <TableHead className="text-right">Train</TableHead>
          <TableHead className="text-right">Validation</TableHead>
          <TableHead className="text-right">Test</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {classes.map(({ name, train, validation, test, tooFew }) => (
          <TableRow key={name}>
            <TableCell className="h-9">
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span className="break-all">{name}</span>
                {tooFew !== null && <Badge tone="warning">Left out: {tooFew}</Badge>}
              </span>
            </TableCell>
            <CountCell count={train} />
            <CountCell count={validation} />
            <CountCell count={test} />
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function CountCell({ count }: { count: number }) {
  return <TableCell className="num h-9 text-right">{formatCount(count)}</TableCell>;
}
