"use client";

import { useTheme } from "next-themes";
import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { tellToaster } from "#app/_lib/toast.ts";

export default function Toasts() {
  const { resolvedTheme } = useTheme();
  // After sonner's own effect, by which it listens.
  useEffect(() => tellToaster(toast), []);
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      toastOptions={{
        style: {
          background: "var(--popover)",
          color: "var(--popover-foreground)",
          borderColor: "var(--border)",
          boxShadow: "var(--shadow-floating)",
          fontFamily: "var(--font-sans)",
        },
      }}
    />
  );
}
