"use client";

import { createContext, useContext } from "react";

type RevealOptions = {
  isFocused?: boolean;
  /** The view stays where it is: the block is under the pointer. */
  isStill?: boolean;
};

export type Reveal = (nodeId: string, options?: RevealOptions) => void;

export const RevealContext = createContext<Reveal>(() => undefined);

/** Brings a block into view and, where asked, puts the keyboard on it. */
export function useReveal(): Reveal {
  return useContext(RevealContext);
}
