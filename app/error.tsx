"use client";

import { ErrorState } from "./_ui/error-state.tsx";

/** A page that broke while it was drawn. The shell around it stays. */
export default function ErrorBoundary({ reset }: { error: Error; reset: () => void }) {
  return (
    <ErrorState
      className="flex-1 justify-center"
      title="This page broke"
      error={new Error("Something went wrong while it was drawn. What you have saved is safe.")}
      onRetry={reset}
    />
  );
}
