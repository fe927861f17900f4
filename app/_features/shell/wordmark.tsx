import { cn } from "#app/_lib/cn.ts";

/** Three strata, the lowest the widest: a network seen from the side. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span
      className={cn(
        "inline-flex items-center gap-2 text-[0.9375rem] font-semibold tracking-tight",
        className,
      )}
    >
      <svg aria-hidden viewBox="0 0 20 20" className="size-5 text-primary">
        <path d="M10 1.5 17.5 5 10 8.5 2.5 5Z" fill="currentColor" />
        <path
          d="m2.5 9.6 7.5 3.5 7.5-3.5M2.5 14.2l7.5 3.5 7.5-3.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      </svg>
      <span>Strata</span>
    </span>
  );
}
