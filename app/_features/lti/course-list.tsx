"use client";

import { useState } from "react";
import { counted } from "#app/_lib/counted.ts";
import { Button } from "#app/_ui/button.tsx";
import { lazyDialog } from "#app/_ui/lazy-dialog.tsx";
import { Switch } from "#app/_ui/switch.tsx";
import type { PlatformCourse } from "#server/contract/lti.ts";
import { useLti } from "./use-lti.ts";

const RosterDialog = lazyDialog(async () => (await import("./roster-dialog.tsx")).RosterDialog);

/** Courses from which somebody has come. Each leads in once it is allowed: on many platforms anybody can make one. */
export function CourseList({ courses }: { courses: readonly PlatformCourse[] }) {
  return (
    <div className="flex flex-col gap-1.5">
      <h3 className="text-sm font-medium">Courses</h3>
      {courses.length === 0 ? (
        <p className="text-[0.8125rem] text-muted-foreground">
          None yet. Open the tool once from your course: it is shown here then, and you let it in.
        </p>
      ) : (
        <ul aria-label="Courses" className="divide-y divide-border rounded-md border border-border">
          {courses.map((course) => (
            <CourseRow key={course.id} course={course} />
          ))}
        </ul>
      )}
    </div>
  );
}

function CourseRow({ course }: { course: PlatformCourse }) {
  const { id, title, isAllowed, hasRoster, links, gradedLinks } = course;
  const { allowCourse } = useLti();
  const [isReading, setIsReading] = useState(false);
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2 text-sm">
      <span className="flex min-w-0 flex-1 basis-44 flex-col">
        <span className="font-medium wrap-anywhere">{title}</span>
        <span className="num text-[0.8125rem] text-muted-foreground">
          {counted(links, "link")} to exercises, {gradedLinks} with grades
        </span>
      </span>
      {hasRoster && isAllowed && (
        <Button size="sm" variant="secondary" onClick={() => setIsReading(true)}>
          Read roster
        </Button>
      )}
      <span className="flex items-center gap-2 text-[0.8125rem]">
        Let in
        <Switch
          aria-label={`Let ${title} in`}
          checked={isAllowed}
          disabled={allowCourse.isPending}
          onCheckedChange={(next) => allowCourse.mutate({ courseId: id, isAllowed: next })}
        />
      </span>
      <RosterDialog isOpen={isReading} onOpenChange={setIsReading} course={course} />
    </li>
  );
}
