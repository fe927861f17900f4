"use client";

import type { Tooltip as BaseTooltip } from "@base-ui/react/tooltip";
import {
  cloneElement,
  useEffect,
  useState,
  type ReactElement,
  type ReactNode,
  type SyntheticEvent,
} from "react";
import { createLazyParts } from "./lazy-parts.ts";

const lazy = createLazyParts<typeof BaseTooltip>(
  async () => (await import("@base-ui/react/tooltip")).Tooltip,
);

const OPEN_DELAY_MS = 350;
/** Time for the pointer to go over into what is told. */
const CLOSE_DELAY_MS = 120;

type TooltipProps = {
  label: ReactNode;
  /** One focusable element. It still needs its own accessible name. */
  children: ReactElement<Record<string, unknown>>;
  side?: "top" | "bottom" | "left" | "right";
};

/** What draws it comes when somebody reaches for the first. The element itself stays what it is. */
export function Tooltip({ label, children, side = "top" }: TooltipProps) {
  const parts = lazy.useParts();
  const [isOpen, setIsOpen] = useState(false);
  const [anchor, setAnchor] = useState<Element | null>(null);
  const [timer] = useState(createTimer);
  useEffect(() => timer.stop, [timer]);

  function later(next: boolean, delayMs: number): void {
    timer.start(() => setIsOpen(next), delayMs);
  }
  function reach(element: Element, delayMs: number): void {
    lazy.load();
    setAnchor(element);
    later(true, delayMs);
  }
  function close(): void {
    timer.stop();
    setIsOpen(false);
  }
  const reached = {
    onPointerEnter(event: { pointerType: string; currentTarget: Element }) {
      if (event.pointerType !== "touch") reach(event.currentTarget, OPEN_DELAY_MS);
    },
    onPointerLeave: () => later(false, CLOSE_DELAY_MS),
    onPointerDown: close,
    onFocus({ currentTarget }: SyntheticEvent) {
      if (currentTarget.matches(":focus-visible")) reach(currentTarget, 0);
    },
    onBlur: close,
  };

  return (
    <>
      {cloneElement(children, afterOwn(children.props, reached))}
      {parts !== null && anchor !== null && (
        <parts.Root open={isOpen} onOpenChange={(next) => !next && close()}>
          <parts.Portal>
            <parts.Positioner
              anchor={anchor}
              side={side}
              sideOffset={6}
              collisionPadding={8}
              className="z-50"
            >
              <parts.Popup
                onPointerEnter={timer.stop}
                onPointerLeave={() => later(false, CLOSE_DELAY_MS)}
                className="max-w-64 rounded-md bg-foreground px-2 py-1 text-xs text-background shadow-floating transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
              >
                {label}
              </parts.Popup>
            </parts.Positioner>
          </parts.Portal>
        </parts.Root>
      )}
    </>
  );
}

type Handler = (event: never) => void;

/** Each handler after that of the element itself. */
function afterOwn<Names extends string>(own: Record<string, unknown>, added: Record<Names, Handler>) {
  return Object.fromEntries(
    Object.entries<Handler>(added).map(([name, handle]) => [
      name,
      (event: never) => {
        (own[name] as Handler | undefined)?.(event);
        handle(event);
      },
    ]),
  );
}

function createTimer() {
  let pending: number | undefined;
  function stop(): void {
    window.clearTimeout(pending);
  }
  return {
    stop,
    start(work: () => void, delayMs: number): void {
      stop();
      pending = window.setTimeout(work, delayMs);
    },
  };
}
