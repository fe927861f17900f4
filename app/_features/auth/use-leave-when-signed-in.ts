"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useSession } from "#app/_lib/session.tsx";

/** Somebody signed in has nothing to do on a sign-in page. */
export function useLeaveWhenSignedIn(next: string): void {
  const router = useRouter();
  const { data: session } = useSession();
  const isSignedIn = session !== null;
  useEffect(() => {
    if (isSignedIn) router.replace(next);
  }, [isSignedIn, next, router]);
}
