"use client";

import { CalendarDays } from "lucide-react";
import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { lazyDialog } from "#app/_ui/lazy-dialog.tsx";

const CalendarDialog = lazyDialog(async () => (await import("./calendar-dialog.tsx")).CalendarDialog);

/** What is due, in one's own calendar. */
export function CalendarButton() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="secondary" icon={<CalendarDays aria-hidden />} onClick={() => setIsOpen(true)}>
        Calendar
      </Button>
      <CalendarDialog isOpen={isOpen} onOpenChange={setIsOpen} />
    </>
  );
}
