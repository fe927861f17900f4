"use client";

import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import type { Box, Size } from "#models/vision/box.ts";
import type { SegmentPrompt } from "#models/vision/sam/prompt.ts";

type Point = { x: number; y: number };

type PromptSurfaceProps = {
  size: Size;
  prompt: SegmentPrompt;
  isBoxMode: boolean;
  onPoint: (point: Point, isOther: boolean) => void;
  onBox: (box: Box) => void;
  children: ReactNode;
};

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Of a side, for an arrow key. */
const STEP = 0.02;

/** A picture that takes points by clicks and boxes by dragging; by keys a cross is moved and Enter sets a point. */
export function PromptSurface({ size, prompt, isBoxMode, onPoint, onBox, children }: PromptSurfaceProps) {
  const [cross, setCross] = useState<Point | null>(null);
  const [from, setFrom] = useState<Point | null>(null);
  const [to, setTo] = useState<Point | null>(null);

  function placeOf(event: PointerEvent<HTMLElement>): Point {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    return inside({
      x: ((event.clientX - left) / width) * size.width,
      y: ((event.clientY - top) / height) * size.height,
    });
  }

  function inside({ x, y }: Point): Point {
    return {
      x: Math.round(Math.min(size.width - 1, Math.max(0, x))),
      y: Math.round(Math.min(size.height - 1, Math.max(0, y))),
    };
  }

  function press(event: KeyboardEvent): void {
    const at = cross ?? { x: size.width / 2, y: size.height / 2 };
    const step = STEPS[event.key];
    if (step !== undefined) {
      setCross(inside({ x: at.x + step[0] * STEP * size.width, y: at.y + step[1] * STEP * size.height }));
    } else if (event.key === "Enter" || event.key === " ") onPoint(inside(at), event.shiftKey);
    else return;
    event.preventDefault();
  }

  function release(event: PointerEvent<HTMLElement>): void {
    if (from === null) return;
    const end = placeOf(event);
    const box = boxBetween(from, end);
    setFrom(null);
    setTo(null);
    if (isBoxMode && box.right - box.left > 3 && box.bottom - box.top > 3) onBox(box);
    else if (!isBoxMode) onPoint(end, event.shiftKey || event.button === 2);
  }

  const dragged = isBoxMode && from !== null && to !== null ? boxBetween(from, to) : prompt.box;
  const percent = (value: number, of: number) => `${(100 * value) / of}%`;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application takes both
    <div
      role="application"
      aria-label="Picture: click on what you mean; by keys arrows move a cross and Enter sets a point"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it takes keys
      tabIndex={0}
      onKeyDown={press}
      onBlur={() => setCross(null)}
      onContextMenu={(event) => event.preventDefault()}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom(placeOf(event));
      }}
      onPointerMove={(event) => from !== null && isBoxMode && setTo(placeOf(event))}
      onPointerUp={release}
      className="relative mx-auto cursor-crosshair touch-none overflow-hidden rounded-lg bg-muted select-none"
      style={{
        aspectRatio: `${size.width} / ${size.height}`,
        maxWidth: `min(100%, calc(70dvh * ${size.width / size.height}))`,
      }}
    >
      {children}
      {prompt.points.map(({ x, y, isOn }) => (
        <span
          key={`${x} ${y} ${isOn}`}
          aria-hidden
          className={`pointer-events-none absolute size-3.5 -translate-1/2 rounded-full border-2 border-white shadow-raised ${isOn ? "bg-success" : "bg-destructive"}`}
          style={{ left: percent(x, size.width), top: percent(y, size.height) }}
        />
      ))}
      {dragged !== null && (
        <span
          aria-hidden
          className="pointer-events-none absolute border-2 border-dashed border-white"
          style={{
            left: percent(dragged.left, size.width),
            top: percent(dragged.top, size.height),
            width: percent(dragged.right - dragged.left, size.width),
            height: percent(dragged.bottom - dragged.top, size.height),
          }}
        />
      )}
      {cross !== null && (
        <span
          aria-hidden
          className="pointer-events-none absolute size-5 -translate-1/2 rounded-full border-2 border-primary bg-white/40"
          style={{ left: percent(cross.x, size.width), top: percent(cross.y, size.height) }}
        />
      )}
    </div>
  );
}

function boxBetween(a: Point, b: Point): Box {
  return {
    left: Math.min(a.x, b.x),
    top: Math.min(a.y, b.y),
    right: Math.max(a.x, b.x),
    bottom: Math.max(a.y, b.y),
  };
}
