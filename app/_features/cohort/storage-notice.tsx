"use client";

import dynamic from "next/dynamic";
import { useStorage } from "#app/_lib/use-storage.ts";

const StorageBar = dynamic(async () => (await import("./storage-bar.tsx")).StorageBar, {
  loading: () => null,
});

/** Above a cohort's pages while room is short: to everybody what it means for them, to instructors what to do. */
export function StorageNotice({ cohortId }: { cohortId: string }) {
  const { data: storage } = useStorage(cohortId);
  if (storage === undefined || storage.state === "good") return null;
  // That it will be full is the instructors' to prevent.
  if (storage.state !== "full" && storage.disk === null) return null;
  return <StorageBar storage={storage} />;
}
