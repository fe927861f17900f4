"use client";

import { useQuery } from "@tanstack/react-query";
import type { Invitation, Welcome } from "#server/contract/welcome.ts";
import { JOIN_LINK_PATH, WELCOME_PATH } from "#server/contract/welcome-paths.ts";

/** An answer that is no trouble of the line: the server has said no. */
class Refused extends Error {}

async function readJson(path: string): Promise<unknown> {
  const response = await fetch(path);
  const body = (await response.json()) as { error?: { message?: string } };
  if (response.ok) return body;
  const message = body.error?.message ?? "The server could not answer. Try again in a moment.";
  throw response.status === 404 ? new Refused(message) : new Error(message);
}

/** What the pages for people who are not signed in depend on. */
export function useWelcome() {
  return useQuery({
    queryKey: ["welcome"],
    queryFn: async () => (await readJson(WELCOME_PATH)) as Welcome,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Which class a join code leads to. */
export function useInvitation(code: string) {
  return useQuery({
    queryKey: ["invitation", code],
    queryFn: async () => (await readJson(`${JOIN_LINK_PATH}${encodeURIComponent(code)}`)) as Invitation,
    retry: (tries, error) => !(error instanceof Refused) && tries < 2,
  });
}
