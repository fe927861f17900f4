import { ImageOff } from "lucide-react";
import type { DatasetInfo, SeriesWindow } from "#server/contract/dataset.ts";
import { ExamplePicture } from "../example-picture.tsx";
import { exampleWord } from "../example-word.ts";
import { WindowLegend } from "../window-legend.tsx";
import { WindowPicture } from "../window-picture.tsx";

/** What the network is asked about. */
export type PredictSubject =
  | { kind: "tile"; index: number }
  | { kind: "picture"; name: string; preview: string | null }
  /** `values` once the server has read it. */
  | { kind: "window"; name: string; values: SeriesWindow | null };

type SubjectProps = {
  cohortId: string;
  versionId: string;
  subject: PredictSubject;
  /** Undefined while it is not known. */
  dataset: DatasetInfo | undefined;
};

/** What is asked about, as the network gets it, and its name. */
export function Subject({ dataset, subject, ...at }: SubjectProps) {
  const word = dataset === undefined ? "tile" : exampleWord(dataset);
  const columns = dataset?.columns;
  const name = subject.kind === "tile" ? `Validation ${word} ${subject.index}` : subject.name;
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-4">
        <div className={word === "tile" ? "w-28 shrink-0" : "w-72 max-w-full shrink-0"}>
          {subject.kind === "tile" && (
            <ExamplePicture {...at} dataset={dataset} index={subject.index} alt={name} isLazy={false} />
          )}
          {subject.kind === "window" && columns !== undefined && (
            <WindowPicture columns={columns} values={subject.values} alt={name} />
          )}
          {subject.kind === "picture" && subject.preview === null && (
            <div className="border-border bg-muted text-muted-foreground flex aspect-square w-full items-center justify-center rounded-lg border">
              <ImageOff aria-hidden className="size-6" />
            </div>
          )}
          {subject.kind === "picture" && subject.preview !== null && (
            // oxlint-disable-next-line nextjs/no-img-element
            <img
              src={subject.preview}
              alt="Its centre square"
              width={112}
              height={112}
              className="border-border aspect-square w-full rounded-lg border [image-rendering:pixelated]"
            />
          )}
        </div>
        <div className="text-sm">
          <p className="font-medium break-all">{name}</p>
          <p className="text-muted-foreground min-h-5">
            {subject.kind === "picture" &&
              (subject.preview === null
                ? "This browser cannot show TIFF. The network gets its centre square."
                : "Its centre square, as small as the network gets it.")}
          </p>
        </div>
      </div>
      {columns !== undefined && (
        <WindowLegend columns={columns} values={subject.kind === "window" ? subject.values : null} />
      )}
    </div>
  );
}
