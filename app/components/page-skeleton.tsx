import { PageContainer } from "./page-container.tsx";
import { Skeleton } from "./ui/skeleton.tsx";

export function PageSkeleton() {
  return (
    <PageContainer>
      <span role="status" className="sr-only">
        Loading
      </span>
      <Skeleton className="h-8 w-56" />
      <Skeleton className="h-40 w-full rounded-lg" />
      <Skeleton className="h-64 w-full rounded-lg" />
    </PageContainer>
  );
}
