"use client";

import { Scissors } from "lucide-react";
import { cn } from "#app/_lib/cn.ts";
import { Button } from "#app/_ui/button.tsx";
import { classColour } from "#models/vision/class-colour.ts";
import type { Size } from "#models/vision/box.ts";
import type { Found } from "./found.ts";

type BoxesOnPictureProps = {
  address: string;
  name: string;
  size: Size;
  found: readonly Found[];
  /** The one that is pointed at or chosen, here or in the table. */
  active: number | null;
  onActive: (key: number | null) => void;
  onChoose: (key: number) => void;
  /** Clicked on: it can be cut out here as well. */
  chosen: number | null;
  onCut: (found: Found) => void;
};

export function BoxesOnPicture(props: BoxesOnPictureProps) {
  const { address, name, size, found, active, onActive, onChoose, chosen, onCut } = props;
  const one = found.find(({ key }) => key === chosen);
  const percent = (value: number, of: number) => `${(100 * value) / of}%`;
  return (
    <div
      className="relative mx-auto overflow-hidden rounded-lg bg-muted"
      style={{
        aspectRatio: `${size.width} / ${size.height}`,
        maxWidth: `min(100%, calc(70dvh * ${size.width / size.height}))`,
      }}
    >
      {/* oxlint-disable-next-line nextjs/no-img-element -- a person's own picture, which no optimiser may keep */}
      <img src={address} alt={name} className="absolute inset-0 size-full" />
      {/* The surest come first and are drawn last. */}
      {found.toReversed().map((each) => {
        const colour = classColour(each.classIndex);
        const isActive = each.key === active;
        return (
          <button
            key={each.key}
            type="button"
            aria-label={`${each.class}, ${each.conf.toFixed(2)}`}
            aria-pressed={isActive}
            onPointerEnter={() => onActive(each.key)}
            onPointerLeave={() => onActive(null)}
            onFocus={() => onActive(each.key)}
            onClick={() => onChoose(each.key)}
            className={cn(
              "absolute border-2 transition-opacity",
              active !== null && !isActive && "opacity-40",
            )}
            style={{
              left: percent(each.left, size.width),
              top: percent(each.top, size.height),
              width: percent(each.right - each.left, size.width),
              height: percent(each.bottom - each.top, size.height),
              borderColor: colour,
              zIndex: isActive ? 1 : 0,
            }}
          >
            <span
              className="absolute top-0 left-0 px-1 text-[0.6875rem] leading-4 font-medium whitespace-nowrap text-black"
              style={{ backgroundColor: colour }}
            >
              {each.class} {each.conf.toFixed(2)}
            </span>
          </button>
        );
      })}
      {one !== undefined && (
        <Button
          variant="secondary"
          size="sm"
          className="absolute z-2 -translate-x-full shadow-raised"
          style={{
            left: `max(6rem, ${percent(one.right, size.width)})`,
            top: `min(${percent(one.top, size.height)}, 100% - 2rem)`,
          }}
          onClick={() => onCut(one)}
        >
          <Scissors aria-hidden />
          Cut it out
        </Button>
      )}
    </div>
  );
}
