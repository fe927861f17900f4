import { useMemo, type ReactNode } from "react";
import type { Size } from "#models/vision/box.ts";
import { classColour } from "#models/vision/class-colour.ts";
import { maskPolygons } from "#models/vision/mask/polygons.ts";
import { decodeRle } from "#models/vision/mask/rle.ts";
import { rleOf, type KeptMask } from "#models/exercises/questions/kept-mask.ts";
import type { NamedBox } from "#models/exercises/questions/vision-parts.ts";

type FrameProps = { size: Size; label: string; children: ReactNode };

/** Where things lie on a picture that is not here. */
function Frame({ size: { width, height }, label, children }: FrameProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      className="max-h-48 max-w-full self-start rounded-md border border-border bg-neutral-900"
      style={{ aspectRatio: `${width} / ${height}`, width: `min(100%, calc(12rem * ${width / height}))` }}
    >
      {children}
    </svg>
  );
}

type BoxesPreviewProps = { size: Size; boxes: readonly NamedBox[]; label: string };

export function BoxesPreview({ size, boxes, label }: BoxesPreviewProps) {
  const names = [...new Set(boxes.map((box) => box.class))];
  const unit = Math.max(size.width, size.height) / 100;
  return (
    <Frame size={size} label={label}>
      {boxes.map(({ class: name, left, top, right, bottom }, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- two may be the same
        <g key={place} color={classColour(names.indexOf(name))}>
          <rect
            x={left}
            y={top}
            width={Math.max(0, right - left)}
            height={Math.max(0, bottom - top)}
            fill="none"
            stroke="currentColor"
            strokeWidth={unit}
          />
          <text x={left + unit} y={top + 6 * unit} fontSize={6 * unit} fill="currentColor">
            {name}
          </text>
        </g>
      ))}
    </Frame>
  );
}

/** The outline, without holes. */
export function MaskPreview({ mask, label }: { mask: KeptMask; label: string }) {
  const polygons = useMemo(() => maskPolygons(decodeRle(rleOf(mask))), [mask]);
  return (
    <Frame size={mask} label={label}>
      {polygons.map((polygon) => (
        <polygon key={polygon.slice(0, 4).join(" ")} points={polygon.join(" ")} fill={classColour(0)} />
      ))}
    </Frame>
  );
}
