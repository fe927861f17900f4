import { EyeOff } from "lucide-react";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import type { Leaderboard } from "#server/contract/cohort.ts";

/** Instead of the places, while a competition hides them. */
export function HiddenBoard({ hiddenFor }: { hiddenFor: NonNullable<Leaderboard["hiddenFor"]> }) {
  const { cohortId, exerciseId, title } = hiddenFor;
  return (
    <EmptyState
      icon={<EyeOff />}
      title="Test scores are hidden for now"
      action={
        <ButtonLink href={`/cohorts/${cohortId}/exercises/${exerciseId}/board`}>
          Board of the competition
        </ButtonLink>
      }
    >
      While “{title}” lasts, scores on the whole test split would tell who leads in secret. They come back
      with its reveal.
    </EmptyState>
  );
}
