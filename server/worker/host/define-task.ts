import type { z } from "zod";

/** What a worker and its child say to each other about one kind of task. */
export type TaskMessages<Task, News, Report, End> = {
  name: string;
  task: z.ZodType<Task>;
  /** Worker to child, while the task is under way. */
  news: z.ZodType<News>;
  /** Child to worker, any number of times. */
  report: z.ZodType<Report>;
  /** Child to worker, once. A failure and a cancellation are understood without being named here. */
  end: z.ZodType<End>;
};

export function defineMessages<Task, News, Report, End>(
  messages: TaskMessages<Task, News, Report, End>,
): TaskMessages<Task, News, Report, End> {
  return messages;
}

export type TaskTools<News, Report> = {
  say: (report: Report) => void;
  /** Called with each piece of news, those of before first. */
  onNews: (listener: (news: News) => void) => void;
  /** The result is not wanted any more. */
  signal: AbortSignal;
  /** Stop where it can be gone on from. */
  pauseSignal: AbortSignal;
  /** Of the engine; undefined leaves it to the engine. */
  threads: number | undefined;
  /** Left free on the disk. */
  reserveBytes: number | undefined;
};

/** A kind of task as the child does it, whatever its messages are. */
export type TaskDefinition = {
  name: string;
  run: (task: unknown, tools: TaskTools<unknown, unknown>) => Promise<unknown>;
};

export function defineTask<Task, News, Report, End>(
  messages: TaskMessages<Task, News, Report, End>,
  run: (task: Task, tools: TaskTools<News, Report>) => Promise<End>,
): TaskDefinition {
  return {
    name: messages.name,
    run: (task, tools) =>
      run(messages.task.parse(task), {
        ...tools,
        onNews: (listener) => tools.onNews((news) => listener(messages.news.parse(news))),
      }),
  };
}

/** A kind of task whose code is read when the first of it comes. */
export function loadedLater(name: string, load: () => Promise<TaskDefinition>): TaskDefinition {
  return { name, run: async (task, tools) => (await load()).run(task, tools) };
}
