/** Of whatever is typed into, or looks like it. */
export const inputClassName =
  "h-9 w-full min-w-0 rounded-md border border-input/60 bg-card px-3 text-sm text-foreground shadow-raised transition-colors placeholder:text-muted-foreground hover:border-input focus-visible:border-ring focus-visible:outline-2 focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:opacity-60 data-invalid:border-destructive";
