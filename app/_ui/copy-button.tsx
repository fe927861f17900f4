"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import { copyText } from "#app/_lib/copy-text.ts";
import { Button } from "./button.tsx";

type CopyButtonProps = { text: string; label: string; className?: string };

export function CopyButton({ text, label, className }: CopyButtonProps) {
  const [isCopied, setIsCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = window.setTimeout(() => setIsCopied(false), 2000);
    return () => window.clearTimeout(timer);
  }, [isCopied]);

  async function copy(): Promise<void> {
    if (await copyText(text)) setIsCopied(true);
    else toast.error("Copying is not allowed here. Select the text and copy it by hand.");
  }

  return (
    <Button
      variant="secondary"
      size="sm"
      className={className}
      icon={isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      onClick={() => void copy()}
    >
      {label}
      <output className="sr-only">{isCopied ? "Copied" : ""}</output>
    </Button>
  );
}
