import { memo } from "react";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#app/_ui/table.tsx";
import type { SeenVideo } from "./seen-video.ts";

type FramesTableProps = { seen: SeenVideo; onSeek: (time: number) => void };

/** A table of more is read by nobody; the file has them all. */
const MOST_ROWS = 300;

/** How many of each class were seen, frame by frame. A click goes there. */
export const FramesTable = memo(function FramesTable({ seen, onSeek }: FramesTableProps) {
  const { moments, classes } = seen;
  return (
    <div className="max-h-80 overflow-auto">
      <Table aria-label="Frames that were looked at">
        <TableHeader>
          <TableRow>
            <TableHead className="text-right">frame</TableHead>
            <TableHead className="text-right">second</TableHead>
            {classes.map((name) => (
              <TableHead key={name} className="text-right">
                {name}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {moments.slice(0, MOST_ROWS).map(({ number, time, counts }) => (
            <TableRow key={number} className="cursor-pointer" onClick={() => onSeek(time)}>
              <TableCell className="num text-right">
                <button type="button" className="hover:underline" onClick={() => onSeek(time)}>
                  {number}
                </button>
              </TableCell>
              <TableCell className="num text-right">{time.toFixed(2)}</TableCell>
              {classes.map((name) => (
                <TableCell key={name} className="num text-right">
                  {counts.get(name) ?? 0}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {moments.length > MOST_ROWS && (
        <p className="p-2 text-xs text-muted-foreground">
          The first {MOST_ROWS} of {moments.length}; the CSV has them all.
        </p>
      )}
    </div>
  );
});
