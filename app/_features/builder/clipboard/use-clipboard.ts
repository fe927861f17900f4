"use client";

import { useEffect, useRef } from "react";
import { copyOf, paste } from "#models/graph/edits/paste.ts";
import { remove } from "#models/graph/edits/remove.ts";
import { formatModelFile } from "../files/model-file.ts";
import { useOpenNetwork } from "../files/use-open-network.tsx";
import { isTextEntry } from "../keys/is-text-entry.ts";
import { useBuilderStore } from "../store/store-context.ts";
import { useEdit } from "../use-edit.ts";
import { PASTE_OFFSET } from "./paste-offset.ts";

/**
 * Copies blocks as text of the model file, so that they also go to another tab or into an editor; pastes them, and networks
 * that Keras or TensorFlow.js wrote.
 */
export function useClipboard(): void {
  const store = useBuilderStore();
  const edit = useEdit();
  const openNetwork = useOpenNetwork();
  const pasted = useRef({ text: "", times: 0 });

  useEffect(() => {
    function take(event: ClipboardEvent): readonly string[] {
      const { nodes } = store.getState().selection;
      const isMarking = window.getSelection()?.isCollapsed === false;
      if (isTextEntry(event.target) || isMarking || nodes.length === 0) return [];
      const text = formatModelFile(copyOf(store.getState().graph, nodes));
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
      pasted.current = { text, times: 0 };
      return nodes;
    }
    function handleCopy(event: ClipboardEvent): void {
      take(event);
    }
    function handleCut(event: ClipboardEvent): void {
      const nodes = take(event);
      if (nodes.length > 0) edit((graph) => remove(graph, nodes));
    }
    function handlePaste(event: ClipboardEvent): void {
      if (isTextEntry(event.target)) return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (text.trim() === "") return;
      event.preventDefault();
      void pasteText(text);
    }
    async function pasteText(text: string): Promise<void> {
      const { parseModelText } = await import("#models/interchange/file/parse-model-text.ts");
      const parsed = parseModelText(text);
      // What another program wrote is a whole network, and what is none says why.
      if (!parsed.ok || parsed.notes !== null) {
        openNetwork("The pasted text", parsed);
        return;
      }
      const times = pasted.current.text === text ? pasted.current.times + 1 : 1;
      pasted.current = { text, times };
      const offset = { x: PASTE_OFFSET.x * times, y: PASTE_OFFSET.y * times };
      edit((graph) => paste(graph, parsed.graph, offset));
    }
    document.addEventListener("copy", handleCopy);
    document.addEventListener("cut", handleCut);
    document.addEventListener("paste", handlePaste);
    return () => {
      document.removeEventListener("copy", handleCopy);
      document.removeEventListener("cut", handleCut);
      document.removeEventListener("paste", handlePaste);
    };
  }, [store, edit, openNetwork]);
}
