import {
  Images,
  LayoutDashboard,
  Layers,
  NotebookPen,
  Play,
  ScanSearch,
  Table2,
  ClipboardList,
  Trophy,
  Users,
  type LucideIcon,
} from "lucide-react";

import { mayGrade } from "#models/cohorts/may-grade.ts";
import type { CohortRole } from "#models/cohorts/role.ts";

export type CohortNavItem = {
  label: string;
  href: string;
  icon: LucideIcon;
  /** Comes with permissions of its own, such as the camera's, which a browser takes from a new document alone. */
  isDocument?: boolean;
};

/** @param role undefined until it is known. */
export function cohortNavOf(cohortId: string, role: CohortRole | undefined): CohortNavItem[] {
  const base = `/cohorts/${cohortId}`;
  return [
    { label: "Overview", href: base, icon: LayoutDashboard },
    { label: "Exercises", href: `${base}/exercises`, icon: NotebookPen },
    { label: "Designs", href: `${base}/designs`, icon: Layers },
    { label: "Runs", href: `${base}/runs`, icon: Play },
    { label: "Datasets", href: `${base}/datasets`, icon: Images },
    { label: "Vision", href: `${base}/vision`, icon: ScanSearch, isDocument: true },
    { label: "Leaderboard", href: `${base}/leaderboard`, icon: Trophy },
    { label: "Members", href: `${base}/members`, icon: Users },
    ...(role !== undefined && mayGrade(role)
      ? [{ label: "Gradebook", href: `${base}/gradebook`, icon: Table2 }]
      : []),
    ...(role === "instructor" ? [{ label: "Desk", href: `${base}/desk`, icon: ClipboardList }] : []),
  ];
}

/** The overview is current on its own page only; the others also on the pages under them. */
export function isCurrent(item: CohortNavItem, pathname: string): boolean {
  if (item.label === "Overview") return pathname === item.href;
  return pathname === item.href || pathname.startsWith(`${item.href}/`);
}
