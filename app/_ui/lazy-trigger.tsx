"use client";

import { useEffect, useRef, type ComponentProps } from "react";

type Done = { isPressed: boolean; hadFocus: boolean };

/** What a reader did with a trigger before what it opens was there. */
export type Reach = { press: (isPressed?: boolean) => void; leaveFocused: () => void; take: () => Done };

export function createReach(): Reach {
  let done: Done = { isPressed: false, hadFocus: false };
  return {
    press: (isPressed = true) => (done = { ...done, isPressed }),
    leaveFocused: () => (done = { ...done, hadFocus: true }),
    take() {
      const taken = done;
      done = { isPressed: false, hadFocus: false };
      return taken;
    },
  };
}

type LazyTriggerProps = ComponentProps<"button"> & { reach: Reach; onReach: () => void };

/** A trigger that is only a button yet: whatever comes near it fetches what it opens. */
export function LazyTrigger({ reach, onReach, ...props }: LazyTriggerProps) {
  return (
    <button
      type="button"
      tabIndex={0}
      aria-expanded={false}
      {...props}
      ref={(element: HTMLElement | null) => () => {
        if (element !== null && element === document.activeElement) reach.leaveFocused();
      }}
      onPointerEnter={onReach}
      onFocus={onReach}
      // A mouse button that goes down on this trigger and up on the one that takes its place clicks neither.
      onPointerDown={({ pointerType }) => {
        if (pointerType === "mouse") reach.press();
      }}
      onPointerLeave={({ buttons }) => {
        if (buttons !== 0) reach.press(false);
      }}
      onClick={() => {
        reach.press();
        onReach();
      }}
    />
  );
}

/** For the trigger that takes its place: it goes on with what was begun. */
export function useReached(reach: Reach) {
  const element = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const { isPressed, hadFocus } = reach.take();
    if (hadFocus) element.current?.focus({ preventScroll: true });
    if (isPressed) element.current?.click();
  }, [reach]);
  return element;
}
