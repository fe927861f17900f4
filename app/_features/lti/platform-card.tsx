"use client";

import { useState } from "react";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { lazyDialog } from "#app/_ui/lazy-dialog.tsx";
import type { RegisteredPlatform } from "#server/contract/lti.ts";
import { Address } from "./address.tsx";
import { CourseList } from "./course-list.tsx";
import { RemovePlatformButton } from "./remove-platform-button.tsx";
import { ScoresLine } from "./scores-line.tsx";

const ChangeDialog = lazyDialog(async () => (await import("./platform-dialog.tsx")).PlatformDialog);

export function PlatformCard({ platform }: { platform: RegisteredPlatform }) {
  const [isChanging, setIsChanging] = useState(false);
  const { name, issuer, clientId, isEnabled, people, courses, loginUrl } = platform;
  return (
    <Card aria-label={name}>
      <CardHeader className="flex-wrap">
        <span className="flex min-w-0 flex-wrap items-center gap-2">
          <CardTitle className="wrap-anywhere">{name}</CardTitle>
          <Badge tone={isEnabled ? "success" : "neutral"}>{isEnabled ? "On" : "Off"}</Badge>
        </span>
        <Button size="sm" variant="secondary" onClick={() => setIsChanging(true)}>
          Change
        </Button>
      </CardHeader>
      <CardContent className="flex flex-col gap-5">
        <p className="text-sm wrap-anywhere text-muted-foreground">
          {issuer}, client ID {clientId}. {people === 1 ? "One person" : `${people} people`} came by it.
        </p>
        <Address label="Login initiation URL" address={loginUrl} />
        <CourseList courses={courses} />
        <ScoresLine platform={platform} />
      </CardContent>
      <CardFooter>
        <RemovePlatformButton platform={platform} />
      </CardFooter>
      <ChangeDialog isOpen={isChanging} onOpenChange={setIsChanging} platform={platform} />
    </Card>
  );
}
