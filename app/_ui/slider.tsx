"use client";

import { Slider as BaseSlider } from "@base-ui/react/slider";
import { cn } from "#app/_lib/cn.ts";
import type { WithClassName } from "./with-class-name.ts";

type SliderProps = WithClassName<BaseSlider.Root.Props<number>> & { "aria-label"?: string };

export function Slider({ className, "aria-label": label, ...props }: SliderProps) {
  return (
    <BaseSlider.Root {...props} className={cn("w-full", className)}>
      <BaseSlider.Control className="flex h-9 touch-none items-center select-none">
        <BaseSlider.Track className="h-1 w-full rounded-full bg-border">
          <BaseSlider.Indicator className="rounded-full bg-primary" />
          <BaseSlider.Thumb
            {...(label === undefined ? {} : { "aria-label": label })}
            className="size-4 rounded-full border-2 border-primary bg-card shadow-raised has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring"
          />
        </BaseSlider.Track>
      </BaseSlider.Control>
    </BaseSlider.Root>
  );
}
