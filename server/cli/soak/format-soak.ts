import { formatMemory } from "#models/training/format-memory.ts";
import type { MemoryTrend } from "./memory.ts";
import type { SoakReport } from "./run-soak.ts";

/** The report for a person at a terminal. */
export function formatSoak(report: SoakReport): string {
  const { runs, kills, news, memory, problems } = report;
  const lines = [
    `${report.minutes} minutes, ${report.sockets} sockets`,
    `Runs        ${runs.started} started; ${counts(runs.ended)}; ${runs.attempts} attempts, ${runs.repeatedEpochs} epochs done twice, the slowest took ${runs.slowestSeconds.toFixed(0)} s`,
    `Kills       ${counts(kills)}`,
    `News        ${news.events} events arrived, ${news.duplicates} twice; ${news.gaps} gaps were seen and filled, ${news.reconnects} connections made again`,
    `Web         ${trend(memory.web)}`,
    `Worker      ${trend(memory.worker)}`,
    problems.length === 0 ? "Nothing was lost and nothing was left behind." : "Not as promised:",
    ...problems.map((problem) => `  ${problem}`),
  ];
  return `${lines.join("\n")}\n`;
}

function counts(named: Record<string, number>): string {
  return Object.entries(named)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
}

function trend(of: MemoryTrend | null): string {
  if (of === null) return "too few samples";
  const { early, late, rssGrowth, heldGrowth, heapGrowth } = of;
  const percent = (growth: number) => `${growth > 0 ? "+" : ""}${(100 * growth).toFixed(1)} %`;
  return `${formatMemory(early.heldBytes)} held early, ${formatMemory(late.heldBytes)} late (${percent(heldGrowth)}); with what is kept for later ${percent(rssGrowth)}, heap alone ${percent(heapGrowth)}`;
}
