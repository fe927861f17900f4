import type { TaskMessages } from "./define-task.ts";
import { commonEnd, type CommonEnd } from "./messages.ts";
import type { Child, ChildExit } from "./start-child.ts";

/** How a task has ended: in its own words, or with its process. */
export type TaskEnd<End> = End | CommonEnd | ChildExit;

export type RunningTask<News, End> = {
  /** Resolves when the child's process is gone, after all its reports. */
  end: Promise<TaskEnd<End>>;
  tell: (news: News) => void;
  /** Asks it to stop where it can be gone on from. */
  pause: () => void;
  /** Asks it to stop, and ends it where it does not within a moment. */
  cancel: () => void;
  /** Ends it at once. */
  kill: () => void;
};

const CANCEL_GRACE_MS = 1_500;
const ID = 1;

/** Gives a child its one task. */
export function runTask<Task, News, Report, End>(
  child: Child,
  messages: TaskMessages<Task, News, Report, End>,
  { task, onReport }: { task: Task; onReport?: (report: Report) => void },
): RunningTask<News, End> {
  let said: End | CommonEnd | null = null;
  let cancelTimer: NodeJS.Timeout | undefined;

  child.listen((message) => {
    if (message.kind === "report") onReport?.(messages.report.parse(message.report));
    else said = readEnd(messages, message.end);
  });
  child.say({ kind: "task", id: ID, name: messages.name, task, isLast: true });

  async function untilEnded(): Promise<TaskEnd<End>> {
    const exit = await child.closed;
    clearTimeout(cancelTimer);
    return exit.kind === "killed" ? exit : (said ?? exit);
  }

  return {
    end: untilEnded(),
    tell: (news) => child.say({ kind: "news", id: ID, news }),
    pause: () => child.say({ kind: "pause", id: ID }),
    kill: child.kill,
    cancel() {
      if (cancelTimer !== undefined) return;
      child.say({ kind: "cancel", id: ID });
      cancelTimer = setTimeout(child.kill, CANCEL_GRACE_MS);
    },
  };
}

/** @throws ZodError where the child and we are not of the same mind. */
export function readEnd<End>(
  { end }: Pick<TaskMessages<never, never, never, End>, "end">,
  said: unknown,
): End | CommonEnd {
  const common = commonEnd.safeParse(said);
  return common.success ? common.data : end.parse(said);
}
