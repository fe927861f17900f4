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

type FrameProps = Shown & {
  size: Size;
  children: ReactNode;
  /** Names beside their places. */
  names?: ReactNode;
};

/** Where things lie on a picture. */
function Frame({ size: { width, height }, label, picture = null, isLarge = false, ...rest }: FrameProps) {
  const { onPictureError, children, names } = rest;
  const high = isLarge ? 24 : 12;
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- several things drawn over each other
      role="img"
      aria-label={label}
      className="relative max-w-full self-start overflow-hidden rounded-md border border-border bg-neutral-900"
      style={{
        aspectRatio: `${width} / ${height}`,
        width: `min(100%, calc(${high}rem * ${width / height}))`,
      }}
    >
      <svg viewBox={`0 0 ${width} ${height}`} className="absolute inset-0 size-full">
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
      {names}
    </div>
  );
}

type BoxesPreviewProps = Shown & { size: Size; boxes: readonly NamedBox[] };

export function BoxesPreview({ size, boxes, ...shown }: BoxesPreviewProps) {
  const classes = [...new Set(boxes.map((box) => box.class))];
  const colourOf = (name: string) => colourOfClass(name, classes.indexOf(name));
  const percent = (value: number, of: number) => `${(100 * Math.min(of, Math.max(0, value))) / of}%`;
  const names = boxes.map(({ class: name, left, top }, place) => (
    <span
      // oxlint-disable-next-line react/no-array-index-key -- two may be the same
      key={place}
      className="absolute px-1 text-[0.6875rem] leading-4 font-medium whitespace-nowrap text-black"
      style={{
        left: percent(left, size.width),
        top: percent(top, size.height),
        backgroundColor: colourOf(name),
      }}
    >
      {name}
    </span>
  ));
  return (
    <Frame {...shown} size={size} names={names}>
      {boxes.map(({ class: name, left, top, right, bottom }, place) => (
        <rect
          // oxlint-disable-next-line react/no-array-index-key -- two may be the same
          key={place}
          x={left}
          y={top}
          width={Math.max(0, right - left)}
          height={Math.max(0, bottom - top)}
          fill="none"
          stroke={colourOf(name)}
          strokeWidth={2}
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </Frame>
  );
}

type MaskPreviewProps = Shown & { mask: KeptMask };

/** The outline, without holes; a picture shows through it. */
export function MaskPreview({ mask, ...shown }: MaskPreviewProps) {
  const polygons = useMemo(() => maskPolygons(decodeRle(rleOf(mask))), [mask]);
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
          strokeWidth={2}
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </Frame>
  );
}
