"use client";

import type { ReactNode } from "react";
import { NetworkCanvas } from "./canvas/network-canvas.tsx";
import { useClipboard } from "./clipboard/use-clipboard.ts";
import { Inspector } from "./inspector/inspector.tsx";
import { ShortcutsDialog } from "./keys/shortcuts-dialog.tsx";
import { useBuilderKeys } from "./keys/use-builder-keys.ts";
import { BlockSearch } from "./palette/block-search.tsx";
import { Palette } from "./palette/palette.tsx";
import { RevealProvider } from "./reveal-provider.tsx";
import { useBuilder } from "./store/store-context.ts";
import { TotalsBar } from "./totals/totals-bar.tsx";

type BuilderFrameProps = { header: ReactNode; onTrain?: () => void };

/** The builder's parts around its canvas. Fills the window below the top bar. */
export function BuilderFrame({ header, onTrain = ignore }: BuilderFrameProps) {
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  return (
    <RevealProvider>
      <Shortcuts onTrain={onTrain} />
      <div className="flex h-[calc(100dvh-var(--shell-top))] min-h-[26rem] flex-col">
        {header}
        <div className="flex min-h-0 flex-1">
          {!isReadOnly && <Palette />}
          <NetworkCanvas />
          <Inspector />
        </div>
        <TotalsBar />
      </div>
      {!isReadOnly && <BlockSearch />}
      <ShortcutsDialog />
    </RevealProvider>
  );
}

function Shortcuts({ onTrain }: { onTrain: () => void }) {
  useBuilderKeys(onTrain);
  useClipboard();
  return null;
}

function ignore(): void {
  // Nothing can be trained in a design that is only looked at.
}
