import { useMemo, type ReactNode } from "react";
import type { Size } from "#models/vision/box.ts";
import { maskPolygons } from "#models/vision/mask/polygons.ts";
import { decodeRle } from "#models/vision/mask/rle.ts";
import { rleOf, type KeptMask } from "#models/exercises/questions/kept-mask.ts";
import type { NamedBox } from "#models/exercises/questions/vision-parts.ts";
import { colourOfClass } from "./colour-of-class.ts";

type Shown = {
  label: string;
  /** Address of the picture where it is here; on dark ground otherwise. */
  picture?: string | null;
  /** Where it is what is looked at. */
  isLarge?: boolean;
  onPictureError?: () => void;
};

type FrameProps = Shown & { size: Size; children: ReactNode };

/** Where things lie on a picture. */
function Frame({ size: { width, height }, label, picture = null, isLarge = false, ...rest }: FrameProps) {
  const { onPictureError, children } = rest;
  const high = isLarge ? 24 : 12;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      className="max-w-full self-start rounded-md border border-border bg-neutral-900"
      style={{
        aspectRatio: `${width} / ${height}`,
        width: `min(100%, calc(${high}rem * ${width / height}))`,
      }}
    >
      {picture !== null && (
        <image
          href={picture}
          width={width}
          height={height}
          preserveAspectRatio="none"
          onError={onPictureError}
        />
      )}
      {children}
    </svg>
  );
}

type BoxesPreviewProps = Shown & { size: Size; boxes: readonly NamedBox[] };

export function BoxesPreview({ size, boxes, ...shown }: BoxesPreviewProps) {
  const names = [...new Set(boxes.map((box) => box.class))];
  const unit = Math.max(size.width, size.height) / (shown.isLarge === true ? 180 : 100);
  const letters = 6 * unit;
  return (
    <Frame {...shown} size={size}>
      {boxes.map(({ class: name, left, top, right, bottom }, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- two may be the same
        <g key={place} color={colourOfClass(name, names.indexOf(name))}>
          <rect
            x={left}
            y={top}
            width={Math.max(0, right - left)}
            height={Math.max(0, bottom - top)}
            fill="none"
            stroke="currentColor"
            strokeWidth={unit}
          />
          <text
            x={left + unit}
            y={Math.max(0, top) + letters}
            fontSize={letters}
            fontWeight={500}
            fill="currentColor"
            stroke="#171717"
            strokeWidth={unit}
            paintOrder="stroke"
          >
            {name}
          </text>
        </g>
      ))}
    </Frame>
  );
}

type MaskPreviewProps = Shown & { mask: KeptMask };

/** The outline, without holes; a picture shows through it. */
export function MaskPreview({ mask, ...shown }: MaskPreviewProps) {
  const polygons = useMemo(() => maskPolygons(decodeRle(rleOf(mask))), [mask]);
  const unit = Math.max(mask.width, mask.height) / 200;
  const hasPicture = shown.picture !== null && shown.picture !== undefined;
  return (
    <Frame {...shown} size={mask}>
      {polygons.map((polygon) => (
        <polygon
          key={polygon.slice(0, 4).join(" ")}
          points={polygon.join(" ")}
          fill={colourOfClass("", 0)}
          fillOpacity={hasPicture ? 0.5 : 1}
          stroke={colourOfClass("", 0)}
          strokeWidth={unit}
        />
      ))}
    </Frame>
  );
}
