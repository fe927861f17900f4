import type { Invitation } from "#server/contract/welcome.ts";

type InvitedByProps = { invitation: Invitation; code: string };

export function InvitedBy({ invitation: { cohortName, instructors }, code }: InvitedByProps) {
  return (
    <div className="flex flex-col gap-1 rounded-md bg-muted px-4 py-3">
      <p className="text-lg leading-snug font-semibold text-balance">{cohortName}</p>
      {instructors.length > 0 && (
        <p className="text-sm text-muted-foreground">
          taught by {new Intl.ListFormat("en").format(instructors)}
        </p>
      )}
      <p className="font-mono text-xs tracking-wider text-muted-foreground">{code}</p>
    </div>
  );
}
