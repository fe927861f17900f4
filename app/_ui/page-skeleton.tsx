import { PageContainer } from "./page-container.tsx";
import { Skeleton } from "./skeleton.tsx";

export function PageSkeleton() {
  return (
    <PageContainer>
      <output className="sr-only">Loading</output>
      <Skeleton className="h-8 w-56" />
      <Skeleton className="h-40 w-full rounded-lg" />
      <Skeleton className="h-64 w-full rounded-lg" />
    </PageContainer>
  );
}
