import type { Logger } from "#server/platform/logger.ts";
import type { TaskMessages } from "./define-task.ts";
import type { FromChild } from "./messages.ts";
import { readEnd, type TaskEnd } from "./run-task.ts";
import type { Child } from "./start-child.ts";

export type Resident = {
  /** Resolves with the task's own end, or with what became of the process that was at it; `killed` where `signal` came first. */
  ask: <Task, End>(
    messages: TaskMessages<Task, never, never, End>,
    task: Task,
    signal: AbortSignal,
  ) => Promise<TaskEnd<End>>;
  /** Questions that processes have now, with those that were withdrawn and are not yet let go of. */
  asked: () => number;
  close: () => void;
};

type ResidentOptions = {
  start: () => Child;
  logger: Logger;
  /** An answer that takes longer never comes: its process is ended. */
  limitMs?: number;
  /** A process that has grown to this, or has answered this often, answers what it was given and is replaced. */
  recycleBytes?: number;
  recycleAnswers?: number;
  /** One that nobody asks anything gives its memory back. */
  idleMs?: number;
};

type Question = {
  id: number;
  name: string;
  task: unknown;
  answer: (said: unknown) => void;
  end: (exit: Awaited<Child["closed"]>) => void;
  signal: AbortSignal;
};

type Office = {
  child: Child;
  /** In the order in which they are answered; the process is at the first. */
  questions: Question[];
  answers: number;
  timer: NodeJS.Timeout | undefined;
};

const MEGABYTE = 2 ** 20;

/**
 * A process that lives on and answers one task after the other. Where it dies, that is the end of the one it was at; those
 * behind it are asked again of the next process.
 */
export function createResident(options: ResidentOptions): Resident {
  const { start, logger, limitMs = 60_000, recycleBytes = 700 * MEGABYTE } = options;
  const { recycleAnswers = 5_000, idleMs = 10 * 60_000 } = options;
  const offices = new Set<Office>();
  let current: Office | null = null;
  let lastId = 0;
  let isClosed = false;

  function open(): Office {
    const office: Office = { child: start(), questions: [], answers: 0, timer: undefined };
    offices.add(office);
    office.child.listen((message) => hear(office, message));
    void office.child.closed.then((exit) => mourn(office, exit));
    return office;
  }

  function give(question: Question): void {
    // Dead already, and not yet known to be: it would take the question with it.
    if (current?.child.isAlive() !== true) current = open();
    current.questions.push(question);
    const { id, name, task } = question;
    current.child.say({ kind: "task", id, name, task, isLast: false });
    if (current.questions.length === 1) watch(current);
  }

  /** Looks how long it takes over its first question, or over having none. */
  function watch(office: Office): void {
    clearTimeout(office.timer);
    office.timer = setTimeout(office.child.kill, office.questions.length === 0 ? idleMs : limitMs);
    if (office.questions.length === 0) office.timer.unref();
  }

  function hear(office: Office, message: FromChild): void {
    if (message.kind !== "end" || office.questions[0]?.id !== message.id) return;
    const question = office.questions.shift();
    office.answers += 1;
    const { residentBytes } = message;
    if (current === office && (office.answers >= recycleAnswers || residentBytes > recycleBytes)) {
      logger.info(
        { pid: office.child.pid, answers: office.answers, residentBytes },
        "a resident is replaced",
      );
      current = null;
    }
    if (current !== office && office.questions.length === 0) office.child.kill();
    else watch(office);
    question?.answer(message.end);
  }

  function mourn(office: Office, exit: Awaited<Child["closed"]>): void {
    clearTimeout(office.timer);
    offices.delete(office);
    if (current === office) current = null;
    const [first, ...others] = office.questions;
    first?.end(exit);
    for (const question of others) {
      if (isClosed) question.end({ kind: "killed" });
      else if (!question.signal.aborted) give(question);
    }
  }

  return {
    ask<Task, End>(messages: TaskMessages<Task, never, never, End>, task: Task, signal: AbortSignal) {
      return new Promise<TaskEnd<End>>((resolve, reject) => {
        if (isClosed || signal.aborted) {
          resolve({ kind: "killed" });
          return;
        }
        const id = (lastId += 1);
        const withdraw = () => {
          const office = [...offices].find(({ questions }) => questions.some((each) => each.id === id));
          office?.child.say({ kind: "cancel", id });
          resolve({ kind: "killed" });
        };
        signal.addEventListener("abort", withdraw, { once: true });
        function answer(said: unknown): void {
          signal.removeEventListener("abort", withdraw);
          try {
            resolve(readEnd(messages, said));
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        }
        function end(exit: Awaited<Child["closed"]>): void {
          signal.removeEventListener("abort", withdraw);
          resolve(exit);
        }
        give({ id, name: messages.name, task, answer, end, signal });
      });
    },
    asked: () => [...offices].reduce((sum, { questions }) => sum + questions.length, 0),
    close() {
      isClosed = true;
      for (const { child } of offices) child.kill();
    },
  };
}
