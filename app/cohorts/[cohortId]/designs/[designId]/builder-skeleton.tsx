import { Skeleton } from "#app/_ui/skeleton.tsx";

/** With the design's name where the server knows it already. */
export function BuilderSkeleton({ name }: { name?: string }) {
  return (
    <div className="flex h-[calc(100dvh-var(--shell-top))] flex-col">
      <output className="sr-only">Loading the design</output>
      <div className="flex h-12 items-center gap-3 border-b border-border bg-card px-3">
        {name === undefined ? (
          <Skeleton className="h-6 w-48" />
        ) : (
          <h1 className="min-w-0 truncate px-2 text-[0.9375rem] font-semibold">{name}</h1>
        )}
        <Skeleton className="ml-auto h-8 w-20" />
      </div>
      <div className="flex min-h-0 flex-1">
        <div className="hidden w-56 flex-col gap-2 border-r border-border bg-card p-3 md:flex">
          {["a", "b", "c", "d", "e", "f", "g"].map((row) => (
            <Skeleton key={row} className="h-11" />
          ))}
        </div>
        <div className="flex-1" />
        <div className="hidden w-72 border-l border-border bg-card md:block xl:w-80" />
      </div>
      <div className="h-10 border-t border-border bg-card" />
    </div>
  );
}
