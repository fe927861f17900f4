import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { isProof } from "#models/testing/proof.ts";
import type { ExerciseHandIn } from "#models/exercises/exercise.ts";
import { joinAs, startTraining, type Cohort } from "../support/cohort.ts";
import type { Person } from "../support/person.ts";
import { untilState } from "../support/runs.ts";
import { expect, test } from "../support/test.ts";

// Learners who hand in together, and who mark each other. `npm test` has the rules of both in server/services/{team,peer}, and
// a short way through marking in exercise.spec.ts.
test.skip(!isProof, "npm run proof -- classmates");

const NAMES = ["Second Learner", "Third Learner", "Fourth Learner"];

type Asked = { title: string; team?: ExerciseHandIn["team"]; isNetworkAsked?: boolean };

/** An exercise that is judged by hand, by a rubric. */
async function ask({ id: cohortId, instructor }: Cohort, asked: Asked): Promise<string> {
  const from = { kind: "blank" } as const;
  const made = await instructor.api.exercise.create.mutate({ cohortId, from });
  if (made.content === null) throw new Error("The instructor was shown no content");
  const levels = [
    { title: "Guessed", points: 0 },
    { title: "Named", points: 2.5 },
    { title: "Explained", points: 5 },
    { title: "With an example", points: 10 },
  ];
  const { team, isNetworkAsked = false, title } = asked;
  const why = { id: "why", kind: "text", prompt: "Why is it sure, and wrong?", points: 0 } as const;
  await instructor.api.exercise.save.mutate({
    exerciseId: made.id,
    revision: made.revision,
    title,
    isPublished: true,
    content: {
      ...made.content,
      isNetworkAsked,
      questions: isNetworkAsked ? [] : [why],
      rubric: isNetworkAsked ? [] : [{ id: "reason", title: "The reason", levels }],
    },
    keys: isNetworkAsked ? {} : { why: { kind: "text", message: "Names what it was trained on." } },
    handIn: {
      ...made.handIn,
      ...(team && { team, limits: { total: 1, perDay: null } }),
    },
  });
  return made.id;
}

const answersOf = (text: string) => ({ why: { kind: "text" as const, text } });

/** Serious faults, wide and on a phone, light and dark; and nothing scrolls sideways. */
async function expectSound(page: Page): Promise<void> {
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(viewport);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    );
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expect(page.locator("html")).toHaveClass(colorScheme === "dark" ? "dark" : /^(light)?$/);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect(serious.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
    }
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: null });
  await page.setViewportSize({ width: 1280, height: 800 });
}

test("a team forms, who is put into one is told, and it hands in once for all", async ({ cohort, open }) => {
  const { id: cohortId, instructor, learner } = cohort;
  const others = await Promise.all(NAMES.map((name) => joinAs(cohort, name)));
  const [second, third] = others as [Person, Person, Person];
  const team = { minSize: 2, maxSize: 2, isByLearners: true };
  const exerciseId = await ask(cohort, { title: "Together", team });
  const path = `/cohorts/${cohortId}/exercises/${exerciseId}`;
  const one = await open(learner, { path });
  const other = await open(second, { path });
  const desk = await open(instructor, { path });

  await expect(one.getByText("Teams hand this in: join one first, or make one.")).toBeVisible();
  await one.getByLabel("Name of a new team").fill("Ravens");
  await one.getByRole("button", { name: "Make a team" }).click();
  await expect(one.getByText("which needs 1 more before it can hand in")).toBeVisible();
  await other.getByRole("button", { name: "Join Ravens" }).click();
  await expect(one.getByText("its grade is each member's", { exact: false })).toBeVisible();

  // The rest is put into teams: they are told, also when they are taken out again.
  await desk.getByRole("button", { name: "Deal the rest" }).click();
  await expect(desk.getByRole("list", { name: "Members of Team 1" })).toContainText(third.name);
  const placed = await open(third, { path });
  const bell = placed.getByRole("button", { name: /^Notices/ });
  const told = async (text: string) => {
    await bell.click();
    await expect(placed.getByRole("link", { name: text })).toBeVisible();
    await placed.keyboard.press("Escape");
  };
  await told("You are in the team “Team 1”");
  await desk.getByRole("button", { name: `Take ${third.name} out of Team 1` }).click();
  await expect(placed.getByLabel("Name of a new team")).toBeVisible();
  await told("You are in no team any more");
  await desk.getByRole("combobox", { name: `Team of ${third.name}` }).click();
  await desk.getByRole("option", { name: "Team 1" }).click();
  await expect(placed.getByText("You are in Team 1")).toBeVisible();

  // Any of them hands in, once for both.
  await other.getByLabel("Your answer").fill("Its tiles are all of one season.");
  await other.getByRole("button", { name: "Hand in" }).click();
  await expect(one.getByText(`Handed in by ${second.name} for Ravens`)).toBeVisible();
  await expect(one.getByText("No submissions are left.")).toBeVisible();
  await expect(one.getByRole("button", { name: "Leave the team" })).toBeHidden();
  await expect(placed.getByRole("list", { name: "Your submissions" })).toBeHidden();
  await expectSound(desk);
  await expectSound(one);
});

test("on a board a team has one place, for what any of them has entered", async ({ cohort, open }) => {
  const { id: cohortId, instructor, learner } = cohort;
  const second = await joinAs(cohort, "Second Learner");
  const third = await joinAs(cohort, "Third Learner");
  const team = { minSize: 1, maxSize: 2, isByLearners: true };
  const exerciseId = await ask(cohort, { title: "The race of teams", team, isNetworkAsked: true });
  const { revision, handIn } = await instructor.api.exercise.get.query({ exerciseId });
  const free = { ...handIn, limits: { total: null, perDay: null } };
  await instructor.api.exercise.save.mutate({ exerciseId, revision, isPublished: false, handIn: free });
  const settings = { publicShare: 0.5, hasTransferLeague: false, smallestAbove: 0.1, fastestAbove: 0.1 };
  await instructor.api.competition.save.mutate({ exerciseId, settings });
  await instructor.api.exercise.save.mutate({ exerciseId, revision: revision + 1, isPublished: true });
  const form = (person: Person, name: string) =>
    person.api.team.create.mutate({
      exerciseId,
      name,
      isOpen: true,
      idempotencyKey: crypto.randomUUID(),
    });
  const { id: teamId } = await form(learner, "Ravens");
  await form(third, "Owls");
  await second.api.team.join.mutate({ exerciseId, by: { teamId } });
  const board = `/cohorts/${cohortId}/exercises/${exerciseId}/board`;
  const page = await open(second, { path: board });
  const desk = await open(instructor, { path: board });
  for (const [seed, person] of [learner, second, third].entries()) {
    const { id: runId } = await startTraining(person, cohortId, { name: `Of ${seed}`, epochs: 1, seed });
    await untilState(person, runId, ["finished"]);
    await person.api.submission.submit.mutate({ exerciseId, runId });
  }
  for (const each of [page, desk]) {
    const table = each.getByRole("table", { name: "Board: Accuracy" });
    await expect(table.getByText("Owls")).toBeVisible();
    await expect(table.getByText("Ravens")).toHaveCount(1);
    await expect(table).not.toContainText(learner.name);
  }
  const entries = page.getByRole("list", { name: "Your entries" });
  await expect(entries.getByRole("listitem")).toHaveCount(2);
  await expectSound(page);
  await expectSound(desk);
  await desk.getByRole("button", { name: "Begin the reveal" }).click();
  await desk.getByRole("button", { name: "Begin", exact: true }).click();
  await desk.getByRole("button", { name: "Next place" }).click();
  const order = page.getByRole("list", { name: "Final order" });
  await expect(order).toContainText("Ravens");
  await expect(order).toContainText("Owls");
});

test("learners mark each other by the rubric, neither knowing whose it is, and the instructor's word stands", async ({
  cohort,
  open,
}) => {
  const { id: cohortId, instructor, learner } = cohort;
  const others = await Promise.all(NAMES.map((name) => joinAs(cohort, name)));
  const learners = [learner, ...others];
  const exerciseId = await ask(cohort, { title: "Marked by each other" });
  const texts = [
    "Shadows look like water.",
    "Fields and meadows share a green.",
    "Roads are thin.",
    "Clouds.",
  ];
  for (const [place, person] of learners.entries()) {
    await person.api.submission.submit.mutate({ exerciseId, answers: answersOf(texts[place] ?? "") });
  }
  const path = `/cohorts/${cohortId}/exercises/${exerciseId}`;
  const desk = await open(instructor, { path });
  await desk.getByLabel("Submissions each").fill("3");
  await desk.getByRole("button", { name: "Draw who marks what" }).click();
  const page = await open(learner, { path });
  await page.getByRole("button", { name: /^Notices/ }).click();
  await page.getByRole("link", { name: "There are submissions of others for you to mark" }).click();
  const toMark = page.getByRole("list", { name: "Submissions to mark" });
  await expect(toMark.getByRole("link")).toHaveCount(3);
  await toMark.getByRole("link", { name: "Submission 1" }).click();
  await expect(page.getByRole("heading", { name: "Submission 1 of 3" })).toBeVisible();
  await expectSound(page);
  // Of what the page was sent and shows, nothing is a name or an id of who wrote it.
  const reviewId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const sent = JSON.stringify(await learner.api.peer.get.query({ reviewId }));
  const shown = await page.getByRole("main").innerText();
  for (const { id, name, email } of others) {
    for (const telling of [id, name, email]) expect(`${sent} ${shown}`).not.toContain(telling);
  }

  // Three of each, but for one that is missing: the second's is far from what the others say of it.
  const marks: Record<string, number[]> = {};
  for (const person of learners) {
    const { items } = await person.api.peer.own.query({ exerciseId });
    for (const { id } of items) {
      const { answers } = await person.api.peer.get.query({ reviewId: id });
      const text = answers[0]?.told ?? "";
      const given = (marks[text] ??= []);
      if (text === texts[3] && given.length === 2) continue;
      const level = text === texts[1] && given.length === 2 ? 3 : 1;
      given.push(level);
      await person.api.peer.mark.mutate({
        reviewId: id,
        points: 0,
        levels: { reason: level },
        comment: `Read as ${level}.`,
      });
    }
  }
  const card = desk.getByRole("region", { name: "Marked by each other" });
  await expect(card.getByText("11 of 12 marks given. Still to come:", { exact: false })).toBeVisible();
  const far = card.getByRole("list", { name: `Marks of ${others[0]?.name}` });
  await expect(far.getByText("far from the others", { exact: false })).toHaveCount(1);
  await expect(card.getByText("far from the others", { exact: false })).toHaveCount(1);
  await expect(
    card.getByRole("list", { name: `Marks of ${others[2]?.name}` }).getByText("To come"),
  ).toHaveCount(1);
  await expectSound(desk);

  // What the instructor says stays, and what the marks come to is released for the others.
  await desk.getByRole("button", { name: `Grade ${learner.name}` }).click();
  await desk.getByRole("combobox", { name: "The reason" }).click();
  await desk.getByRole("option", { name: "Explained, 5" }).click();
  await desk.getByRole("button", { name: "Release", exact: true }).click();
  await card.getByRole("button", { name: "Release 3 proposals" }).click();
  await expect(card.getByRole("button", { name: /^Release/ })).toBeHidden();
  await page.goto(path);
  await expect(page.getByText("By hand: 5 of 10")).toBeVisible();
  const marked = await open(others[0] ?? null, { path });
  await expect(marked.getByText("By hand: 2.5 of 10")).toBeVisible();
  await expect(marked.getByText("Read as 3.")).toBeVisible();
  for (const { name } of learners.filter(({ id }) => id !== others[0]?.id)) {
    await expect(marked.getByRole("main")).not.toContainText(name);
  }
});
