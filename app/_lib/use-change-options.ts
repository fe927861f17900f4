import { useQueryClient, type QueryKey } from "@tanstack/react-query";
import { explainError } from "./explain-error.ts";
import { toast } from "./toast.ts";

/** For mutations of one kind: why one failed is told, and what they change is read again after each. */
export function useChangeOptions(changed: readonly QueryKey[]) {
  const queryClient = useQueryClient();
  return {
    onError: (error: unknown) => toast.error(explainError(error).message),
    onSettled: async () => {
      await Promise.all(changed.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
    },
  };
}
