import { PageSkeleton } from "./_ui/page-skeleton.tsx";

export default function Loading() {
  return <PageSkeleton />;
}
