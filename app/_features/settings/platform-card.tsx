import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";

export function PlatformCard({ cohortId }: { cohortId: string }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Learning platform</CardTitle>
        <ButtonLink size="sm" variant="secondary" href={`/cohorts/${cohortId}/settings/platform`}>
          Connect…
        </ButtonLink>
      </CardHeader>
      <CardContent className="text-sm text-muted-foreground">
        From Moodle, Canvas and others learners come straight into exercises, and grades go back.
      </CardContent>
    </Card>
  );
}
