"use client";

import { createContext, useContext } from "react";

export type Reveal = (nodeId: string, options?: { isFocused?: boolean }) => void;

export const RevealContext = createContext<Reveal>(() => undefined);

/** Brings a block into view and, where asked, puts the keyboard on it. */
export function useReveal(): Reveal {
  return useContext(RevealContext);
}
