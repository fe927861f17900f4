import { useSession } from "#app/_lib/session.tsx";
import { toast } from "#app/_lib/toast.ts";
import type { LabResult } from "#models/exercises/questions/lab-result.ts";

/** Keeps a result of the lab in the browser, for an exercise that asks for one. */
export function useKeepResult(): (result: LabResult) => void {
  const userId = useSession().data?.user.id ?? "";
  async function keep(result: LabResult): Promise<void> {
    try {
      const { keepResult } = await import("./kept-results.ts");
      const problem = keepResult(localStorage, userId, result);
      if (problem === null) toast.success("Kept in this browser. Exercises that ask for it offer it now.");
      else toast.error(problem);
    } catch {
      toast.error("It could not be kept. Look at your network, then try again.");
    }
  }
  return (result) => void keep(result);
}
