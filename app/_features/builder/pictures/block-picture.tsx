import { cn } from "#app/_lib/cn.ts";
import { PANEL_HEIGHT, PanelDrawing, widthOfPanel } from "./panel-drawing.tsx";
import { pictureOf } from "./picture-of.ts";

const GAP = 6;

type BlockPictureProps = { type: string; settings?: Readonly<Record<string, unknown>>; className?: string };

/** What a block does, drawn in the colour of the text around it. */
export function BlockPicture({ type, settings, className }: BlockPictureProps) {
  const picture = pictureOf(type, settings);
  if (picture === null) return null;
  const widths = picture.panels.map(widthOfPanel);
  const width = widths.reduce((sum, each) => sum + each + GAP, -GAP);
  const starts = widths.map((_, index) => widths.slice(0, index).reduce((sum, each) => sum + each + GAP, 0));
  return (
    <figure className={cn("flex flex-col gap-1.5", className)}>
      <svg
        role="img"
        aria-label={picture.caption}
        viewBox={`0 0 ${width} ${PANEL_HEIGHT}`}
        width={width}
        height={PANEL_HEIGHT}
        className="max-w-full"
      >
        {picture.panels.map((panel, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a drawing's parts never change places
          <g key={index} transform={`translate(${starts[index] ?? 0} 0)`}>
            <PanelDrawing panel={panel} />
          </g>
        ))}
      </svg>
      <figcaption aria-hidden className="text-xs opacity-80">
        {picture.caption}
      </figcaption>
    </figure>
  );
}
