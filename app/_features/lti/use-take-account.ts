"use client";

import { useMutation } from "@tanstack/react-query";
import { enterAddress, takeAccount } from "./launch-api.ts";

/** Says who one is, and goes on as them. */
export function useTakeAccount(ticketId: string) {
  return useMutation({
    mutationFn: (account: "new" | "mine") => takeAccount(ticketId, account),
    onSuccess: () => window.location.assign(enterAddress(ticketId)),
  });
}
