import { Skeleton } from "./skeleton.tsx";

/** Stands for a list of two-line rows, at their height. */
export function RowsSkeleton({ count = 3 }: { count?: number }) {
  return (
    <div className="divide-y divide-border">
      <output className="sr-only">Loading</output>
      {Array.from({ length: count }, (_, index) => `row ${index}`).map((row) => (
        <div key={row} className="flex h-[4.3rem] flex-col justify-center gap-2 px-4">
          <Skeleton className="h-4 w-40" />
          <Skeleton className="h-3 w-64 max-w-full" />
        </div>
      ))}
    </div>
  );
}
