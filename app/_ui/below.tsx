"use client";

import {
  lazy,
  Suspense,
  useEffect,
  useRef,
  useState,
  type ComponentType,
  type MouseEvent,
  type PointerEvent,
  type SyntheticEvent,
} from "react";
import { IS_SERVER } from "#app/_lib/is-server.ts";
import { useIsHydrated } from "#app/_lib/use-is-hydrated.ts";
import { Skeleton } from "./skeleton.tsx";
import { createLazyParts } from "./lazy-parts.ts";
import { placeIn, elementAt } from "./place-in.ts";

type BelowProps<Props> = {
  /** What the part is given. */
  of: Props;
  /** It moves by itself, so it cannot wait to be seen. */
  isNow?: boolean;
};

/** What only looks in at the bottom has not been scrolled to. */
const SCROLLED_TO = "0px 0px -33% 0px";

/** What a press changes by its code; a label's goes to what it names. */
const PRESSED = "button, label, summary, input[type=radio], input[type=checkbox]";

const className = "flex min-w-0 flex-col gap-4 empty:hidden";

/**
 * A part of a page that stands below what is seen first. It comes drawn by the server and stays as it was sent until it is
 * scrolled to or touched: its code comes then, and takes its place without a change. A press is not lost meanwhile. Styles of
 * its own have to come with the page.
 */
export function lazyBelow<Props extends object>(fetchPart: () => Promise<ComponentType<Props>>) {
  const lazyPart = createLazyParts(async () => ({ Part: await fetchPart() }));
  const SentPart = lazy(async () => ({ default: await fetchPart() }));

  return function Below({ of, isNow = false }: BelowProps<Props>) {
    const isHydrated = useIsHydrated();
    const [wasSent] = useState(!isHydrated);
    const parts = lazyPart.useParts();
    const place = useRef<HTMLDivElement>(null);
    const left = useRef<{ pressed: number[] | null; focused: number[] | null }>({
      pressed: null,
      focused: null,
    });
    const isAlive = parts !== null && isHydrated;

    useEffect(() => {
      const element = place.current;
      if (isAlive) {
        const { pressed, focused } = left.current;
        left.current = { pressed: null, focused: null };
        // Where it was taken away with what had it, and has not been put elsewhere.
        if (focused !== null && document.activeElement === document.body)
          elementAt(element, focused)?.focus({ preventScroll: true });
        if (pressed !== null) elementAt(element, pressed)?.click();
        return;
      }
      if (!wasSent || isNow || element === null) {
        lazyPart.load();
        return;
      }
      const observer = new IntersectionObserver(
        (entries) => {
          if (entries.some((entry) => entry.isIntersecting)) lazyPart.load();
        },
        { rootMargin: SCROLLED_TO },
      );
      observer.observe(element);
      return () => observer.disconnect();
    }, [isAlive, wasSent, isNow]);

    const pressedBy = ({ target }: SyntheticEvent) => (target as Element).closest(PRESSED);

    /** Links lead on by themselves; whatever else is pressed waits for its code. */
    function keepPress(event: MouseEvent): void {
      const pressed = pressedBy(event);
      if (pressed === null) return;
      event.preventDefault();
      left.current.pressed = placeIn(place.current, pressed);
      lazyPart.load();
    }

    // A mouse button that goes down on what was sent and up on what takes its place clicks neither.
    function holdPress(event: PointerEvent): void {
      const pressed = event.pointerType === "mouse" ? pressedBy(event) : null;
      left.current.pressed = pressed === null ? null : placeIn(place.current, pressed);
    }
    function dropPress(): void {
      left.current.pressed = null;
    }

    if (IS_SERVER) {
      return (
        <div className={className}>
          <Suspense>
            <SentPart {...of} />
          </Suspense>
        </div>
      );
    }
    if (isAlive) {
      return (
        <div key="alive" ref={place} className={className}>
          <parts.Part {...of} />
        </div>
      );
    }
    if (!wasSent) return <Skeleton className="h-40" />;
    return (
      <div
        key="sent"
        ref={place}
        className={className}
        // React leaves alone what stands in it.
        dangerouslySetInnerHTML={{ __html: "" }}
        suppressHydrationWarning
        onPointerEnter={lazyPart.load}
        onFocusCapture={(event) => {
          left.current.focused = placeIn(place.current, event.target);
          lazyPart.load();
        }}
        onPointerDownCapture={holdPress}
        // A click follows where it counts.
        onPointerUpCapture={dropPress}
        onPointerLeave={({ buttons }) => {
          if (buttons !== 0) dropPress();
        }}
        onClickCapture={keepPress}
      />
    );
  };
}
