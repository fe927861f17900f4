import { memo } from "react";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#app/_ui/table.tsx";
import type { SeenVideo } from "./seen-video.ts";

type TracksTableProps = { tracks: SeenVideo["tracks"]; onSeek: (time: number) => void };

/** What was seen, each thing once. A click goes to where it comes. */
export const TracksTable = memo(function TracksTable({ tracks, onSeek }: TracksTableProps) {
  return (
    <div className="max-h-80 overflow-y-auto">
      <Table aria-label="Things that were seen">
        <TableHeader>
          <TableRow>
            <TableHead>class</TableHead>
            <TableHead className="text-right">id</TableHead>
            <TableHead className="text-right">from</TableHead>
            <TableHead className="text-right">to</TableHead>
            <TableHead className="text-right">frames</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {tracks.map(({ id, class: name, firstTime, lastTime, sightings }) => (
            <TableRow key={id} className="cursor-pointer" onClick={() => onSeek(firstTime)}>
              <TableCell>
                <button type="button" className="hover:underline" onClick={() => onSeek(firstTime)}>
                  {name}
                </button>
              </TableCell>
              <TableCell className="num text-right">{id}</TableCell>
              <TableCell className="num text-right">{firstTime.toFixed(1)} s</TableCell>
              <TableCell className="num text-right">{lastTime.toFixed(1)} s</TableCell>
              <TableCell className="num text-right">{sightings}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
});
