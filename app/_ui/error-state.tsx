"use client";

import { CircleAlert, RotateCw } from "lucide-react";
import { explainError } from "#app/_lib/explain-error.ts";
import { cn } from "#app/_lib/cn.ts";
import { Button } from "./button.tsx";

type ErrorStateProps = { error: unknown; onRetry?: () => void; title?: string; className?: string };

export function ErrorState({
  error,
  onRetry,
  title = "This could not be loaded",
  className,
}: ErrorStateProps) {
  const { message } = explainError(error);
  return (
    <div role="alert" className={cn("flex flex-col items-center gap-2 px-6 py-12 text-center", className)}>
      <CircleAlert aria-hidden className="size-6 text-destructive-text" />
      <p className="font-medium">{title}</p>
      <p className="max-w-md text-sm text-balance text-muted-foreground">{message}</p>
      {onRetry !== undefined && (
        <Button
          variant="secondary"
          size="sm"
          className="mt-2"
          icon={<RotateCw aria-hidden />}
          onClick={onRetry}
        >
          Try again
        </Button>
      )}
    </div>
  );
}
