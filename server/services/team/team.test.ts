import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { artifact, competitionEntry, submission, team } from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createCompetitionOf,
  createExerciseOf,
  createRunOf,
  type Person,
} from "#db/testing/factories.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import type { ExerciseHandIn } from "#models/exercises/exercise.ts";
import { removePerson } from "../account/remove.ts";
import { removeMember } from "../cohort/remove-member.ts";
import { chooseFinal } from "../competition/choose-final.ts";
import { getCompetition } from "../competition/get.ts";
import { extendExercise } from "../exercise/extend.ts";
import { getExercise } from "../exercise/get.ts";
import { saveExercise } from "../exercise/save.ts";
import { getGradebook } from "../gradebook/get.ts";
import { gradebookTable } from "../gradebook/table.ts";
import { listNotices } from "../notice/list.ts";
import { readNotices } from "../notice/read.ts";
import { discussSubmission } from "../submission/discuss.ts";
import { getSubmission } from "../submission/get.ts";
import { gradeSubmission } from "../submission/grade.ts";
import { classSubmissions } from "../submission/of-class.ts";
import { ownSubmissions } from "../submission/own.ts";
import { submitWork } from "../submission/submit.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { createTeam } from "./create.ts";
import { dealIntoTeams } from "./deal.ts";
import { joinTeam } from "./join.ts";
import { leaveTeam } from "./leave.ts";
import { listTeams } from "./list.ts";
import { placeInTeam } from "./place.ts";

let world: TestDeps;
let cohortId: string;
let instructor: Person;
let one: Person;
let two: Person;
let three: Person;
let exerciseId: string;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  const { db } = world.deps;
  ({ cohortId, instructor, learner: one } = await createCohortOf(db));
  [two, three] = [await addMember(db, cohortId, "learner"), await addMember(db, cohortId, "learner")];
  exerciseId = await byTeams();
});

async function byTeams(
  teamwork: Partial<NonNullable<ExerciseHandIn["team"]>> = {},
  limits: Partial<ExerciseHandIn["limits"]> = {},
): Promise<string> {
  const { content, handIn } = EMPTY_EXERCISE;
  const { id } = await createExerciseOf(
    world.deps.db,
    { cohortId, createdBy: instructor.id },
    {
      content: { ...content, handPoints: 5 },
      handIn: {
        ...handIn,
        limits: { ...handIn.limits, ...limits },
        team: { minSize: 2, maxSize: 2, isByLearners: true, ...teamwork },
      },
    },
  );
  return id;
}

async function runOf(person: Person): Promise<string> {
  const { db } = world.deps;
  const { id } = await createRunOf(db, { cohortId, startedBy: person.id }, { state: "finished" });
  const storageKey = `runs/${id}/model.onnx`;
  await db.insert(artifact).values({ runId: id, kind: "onnx", storageKey, sizeBytes: 1, sha256: "0" });
  return id;
}

const form = async (by: Person, name = "Ravens", isOpen = true) =>
  (await createTeam(world.as(by), { exerciseId, name, isOpen })).id;
const join = (by: Person, teamId: string) => joinTeam(world.as(by), { exerciseId, by: { teamId } });
const place = (who: Person, teamId: string | null) =>
  placeInTeam(world.as(instructor), { exerciseId, userId: who.id, teamId });
const submit = (by: Person, runId: string) => submitWork(world.as(by), { exerciseId, runId });
const teamsOf = async (by = instructor) => (await listTeams(world.as(by), exerciseId)).teams;
const membersOf = async () =>
  (await teamsOf()).map(({ name, members }) => [name, members.map(({ id }) => id).toSorted()]);

async function pair(): Promise<string> {
  const teamId = await form(one);
  await join(two, teamId);
  return teamId;
}

/** Handed in by the first of them, and scored without any points. */
async function handedIn(): Promise<{ teamId: string; submissionId: string }> {
  const teamId = await pair();
  const { id } = await submit(one, await runOf(one));
  await world.deps.db
    .update(submission)
    .set({ state: "scored", results: [], checkPoints: 0 })
    .where(eq(submission.id, id));
  return { teamId, submissionId: id };
}

const give = (submissionId: string, points: number) =>
  gradeSubmission(world.as(instructor), {
    submissionId,
    points,
    comment: "",
    isReleased: true,
    levels: {},
    answerPoints: {},
    pins: [],
  });

test("learners make teams, join those that are open or whose code they have, and leave them", async () => {
  const teamId = await form(one, "Ravens", false);
  await expect(form(one, "Owls")).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(form(two, "RAVENS")).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(join(two, teamId)).rejects.toMatchObject({ code: "FORBIDDEN" });
  const [seen] = await teamsOf(two);
  expect(seen).toMatchObject({ code: null, isMine: false, members: [{ id: one.id }] });
  const [own] = await teamsOf(one);
  const code = own?.code ?? "";
  const byCode = { exerciseId, by: { code: `${code.slice(0, 5)}-${code.slice(5)}`.toLowerCase() } };
  await joinTeam(world.as(two), byCode);
  await joinTeam(world.as(two), byCode);
  expect(await membersOf()).toEqual([["Ravens", [one.id, two.id].toSorted()]]);
  await expect(joinTeam(world.as(three), byCode)).rejects.toMatchObject({ message: /full/ });
  await expect(joinTeam(world.as(three), { exerciseId, by: { code: "WRONG" } })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  for (const person of [one, one, two]) await leaveTeam(world.as(person), exerciseId);
  expect(await membersOf()).toEqual([]);
});

test("of two who join the last place at once one has it", async () => {
  const teamId = await form(one);
  const joined = await Promise.allSettled([join(two, teamId), join(three, teamId)]);
  expect(joined.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const [only] = await teamsOf();
  expect(only?.members).toHaveLength(2);
  // Nobody is in two.
  await Promise.allSettled([form(three, "Owls"), join(three, teamId), form(three, "Jays")]);
  const seats = (await teamsOf()).flatMap(({ members }) => members.map(({ id }) => id));
  expect(seats.length).toBe(new Set(seats).size);
});

test("an instructor puts learners into teams by hand and by chance, and may keep that to themselves", async () => {
  exerciseId = await byTeams({ isByLearners: false });
  await expect(form(one)).rejects.toMatchObject({ code: "FORBIDDEN" });
  const teamId = await form(instructor, "Team 1");
  await place(one, teamId);
  await place(two, teamId);
  await expect(place(three, teamId)).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(place(instructor, teamId)).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await expect(leaveTeam(world.as(one), exerciseId)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await place(two, null);
  expect(await dealIntoTeams(world.as(instructor), exerciseId)).toEqual({ placed: 1, left: 1 });
  const four = await addMember(world.deps.db, cohortId, "learner");
  expect(await dealIntoTeams(world.as(instructor), exerciseId)).toEqual({ placed: 2, left: 0 });
  expect(await dealIntoTeams(world.as(instructor), exerciseId)).toEqual({ placed: 0, left: 0 });
  const seats = (await teamsOf()).flatMap(({ members }) => members.map(({ id }) => id));
  expect(seats.toSorted()).toEqual([one, two, three, four].map(({ id }) => id).toSorted());
});

test("a team hands in once: any member, what any of them has trained, and as often as one learner may", async () => {
  exerciseId = await byTeams({}, { total: 2 });
  const [first, second, third] = [await runOf(one), await runOf(two), await runOf(one)];
  await expect(submit(one, first)).rejects.toMatchObject({ message: /Join one/ });
  const teamId = await form(one);
  await expect(submit(one, first)).rejects.toMatchObject({ message: /at least 2/ });
  await join(two, teamId);
  await expect(submit(one, await runOf(three))).rejects.toMatchObject({ code: "NOT_FOUND" });
  // Both press at once.
  const [mine, other] = await Promise.all([submit(one, first), submit(two, first)]);
  expect(mine).toMatchObject({ id: other.id, number: 1, isMine: true, team: { name: "Ravens" } });
  expect((await ownSubmissions(world.as(two), exerciseId)).left).toMatchObject({ now: 1, total: 1 });
  const ends = await Promise.allSettled([submit(one, third), submit(two, second)]);
  expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  for (const person of [one, two]) {
    const { items, left, runs } = await ownSubmissions(world.as(person), exerciseId);
    expect([items.map(({ number }) => number), left.now, runs.length]).toEqual([[2, 1], 0, 1]);
  }
});

test("its grade reaches each member, in the gradebook, its table, the class and their notices; others read nothing of it", async () => {
  const { submissionId } = await handedIn();
  await give(submissionId, 4);
  const { learners, cells } = await getGradebook(world.as(instructor), cohortId);
  const pointsOf = (person: Person) =>
    cells.find(({ learner }) => learners[learner]?.id === person.id)?.points ?? null;
  expect([one, two, three].map(pointsOf)).toEqual([4, 4, null]);
  const rows = await gradebookTable(world.as(instructor), cohortId);
  expect(rows.map((row) => [row.person_id, row["1. New exercise"]])).toEqual(
    expect.arrayContaining([
      [one.id, 4],
      [two.id, 4],
      [three.id, null],
    ]),
  );
  const { people, counts } = await classSubmissions(world.as(instructor), exerciseId);
  expect(people.map(({ user, best }) => [user.id, best?.id ?? null])).toEqual(
    expect.arrayContaining([
      [one.id, submissionId],
      [two.id, submissionId],
      [three.id, null],
    ]),
  );
  expect(counts.scored).toBe(1);
  for (const person of [one, two]) {
    expect((await listNotices(world.as(person))).items).toMatchObject([{ kind: "grade", submissionId }]);
    expect(await getSubmission(world.as(person), submissionId)).toMatchObject({ points: 4, isMine: true });
  }
  await discussSubmission(world.as(two), { submissionId, text: "Why?", outcome: null });
  expect((await getSubmission(world.as(one), submissionId)).thread).toMatchObject([
    { isOfLearner: true, isMine: false, text: "Why?" },
  ]);
  await expect(getSubmission(world.as(three), submissionId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(
    discussSubmission(world.as(three), { submissionId, text: "?", outcome: null }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("who goes once it is handed in keeps the grade, and who comes then has it too", async () => {
  const { teamId, submissionId } = await handedIn();
  await expect(leaveTeam(world.as(two), exerciseId)).rejects.toMatchObject({ code: "CONFLICT" });
  await place(two, null);
  await place(three, teamId);
  await removeMember(world.as(instructor), { cohortId, userId: one.id });
  await give(submissionId, 3);
  const pointsNow = async () => {
    const { learners, cells } = await getGradebook(world.as(instructor), cohortId);
    return cells.map(({ learner, points }) => `${learners[learner]?.name}: ${points}`);
  };
  const all = [one, two, three].map(({ name }) => `${name}: 3`);
  expect((await pointsNow()).toSorted()).toEqual(all.toSorted());
  // Deleted with their account, it stays under no name.
  await removePerson(world.deps, two.id);
  expect((await pointsNow()).filter((text) => text.endsWith(": 3"))).toHaveLength(3);
  expect(await getSubmission(world.as(three), submissionId)).toMatchObject({ points: 3 });
});

const toldOf = async (person: Person) =>
  (await listNotices(world.as(person))).items.map(({ kind, teamName, isRead }) => [kind, teamName, isRead]);

test("who is put into a team or taken out of one is told, in words that hold when they are read", async () => {
  const teamId = await form(instructor, "Ravens");
  await place(one, teamId);
  await place(one, teamId);
  expect(await toldOf(one)).toEqual([["team", "Ravens", false]]);
  await readNotices(world.as(one), { until: "2100-01-01T00:00:00.000Z" });
  await place(one, teamId);
  expect(await toldOf(one)).toEqual([["team", "Ravens", true]]);
  await place(one, null);
  expect(await toldOf(one)).toEqual([["team", null, false]]);
  await dealIntoTeams(world.as(instructor), exerciseId);
  const teams = await teamsOf();
  const nameFor = ({ id }: Person) =>
    teams.find(({ members }) => members.some((each) => each.id === id))?.name ?? null;
  const dealt = [one, two, three].filter((person) => nameFor(person) !== null);
  expect(dealt.length).toBeGreaterThan(1);
  for (const person of dealt) expect(await toldOf(person)).toEqual([["team", nameFor(person), false]]);
  // Who makes a team or joins one knows.
  exerciseId = await byTeams();
  await pair();
  expect(await toldOf(three)).toHaveLength(dealt.includes(three) ? 1 : 0);
  expect((await listNotices(world.as(one))).items.map(({ exercise }) => exercise.id)).not.toContain(
    exerciseId,
  );
});

test("where each hands in alone again, who was in a team is told", async () => {
  await pair();
  const { handIn, revision } = await getExercise(world.as(instructor), exerciseId);
  const alone = { late: handIn.late, limits: handIn.limits };
  await saveExercise(world.as(instructor), { exerciseId, revision, handIn: alone });
  expect([await toldOf(one), await toldOf(three)]).toEqual([[["team", null, false]], []]);
});

test("who leaves the cohort before anything is handed in leaves the team", async () => {
  await pair();
  await removeMember(world.as(instructor), { cohortId, userId: one.id });
  expect(await membersOf()).toEqual([["Ravens", [two.id]]]);
  await removeMember(world.as(instructor), { cohortId, userId: two.id });
  expect(await membersOf()).toEqual([]);
});

test("an extension of one member is the whole team's", async () => {
  await pair();
  const dueAt = "2150-01-01T00:00:00.000Z";
  await extendExercise(world.as(instructor), { exerciseId, userId: two.id, dueAt, reason: "Ill" });
  const extendedOf = async (who: Person) => (await getExercise(world.as(who), exerciseId)).extendedTo;
  expect([await extendedOf(one), await extendedOf(two), await extendedOf(three)]).toEqual([
    dueAt,
    dueAt,
    null,
  ]);
});

test("whether teams hand in is settled once something was, and the largest team bounds their size", async () => {
  const { handIn } = await getExercise(world.as(instructor), exerciseId);
  const save = async (next: ExerciseHandIn) => {
    const { revision } = await getExercise(world.as(instructor), exerciseId);
    return saveExercise(world.as(instructor), { exerciseId, revision, handIn: next });
  };
  const sized = (minSize: number, maxSize: number) => ({
    ...handIn,
    team: { minSize, maxSize, isByLearners: true },
  });
  await save(sized(1, 3));
  const teamId = await pair();
  await join(three, teamId);
  await expect(save(sized(1, 2))).rejects.toMatchObject({ message: /Ravens.*3 members/ });
  await submit(one, await runOf(one));
  const alone = { late: handIn.late, limits: handIn.limits };
  await expect(save(alone)).rejects.toMatchObject({ code: "CONFLICT" });
  await save(sized(2, 4));
  exerciseId = await byTeams();
  await pair();
  await save(alone);
  expect(await world.deps.db.$count(team, eq(team.exerciseId, exerciseId))).toBe(0);
  expect(await submit(one, await runOf(one))).toMatchObject({ team: null });
});

test("on a board a team has one place, and any member says what counts", async () => {
  const { db } = world.deps;
  const { content, handIn } = await getExercise(world.as(instructor), exerciseId);
  expect(content).not.toBeNull();
  const board = await createCompetitionOf(db, {
    cohortId,
    createdBy: instructor.id,
    versionId: world.versionId,
  });
  ({ exerciseId } = board);
  const { revision } = await getExercise(world.as(instructor), exerciseId);
  await saveExercise(world.as(instructor), { exerciseId, revision, handIn });
  const teamId = await pair();
  const entries = [await board.enter(one.id, { publicCorrect: 9 }), await board.enter(two.id)];
  for (const id of entries) await db.update(submission).set({ teamId }).where(eq(submission.id, id));
  await db
    .update(competitionEntry)
    .set({ weightsSha256: "same" })
    .where(and(eq(competitionEntry.exerciseId, exerciseId)));
  const { boards, entries: own } = await getCompetition(world.as(two), exerciseId);
  expect(boards[0]?.rows).toMatchObject([
    { rank: 1, user: { id: teamId, name: "Ravens" }, isMe: true, isTwin: false, score: 0.9 },
  ]);
  expect(own).toHaveLength(2);
  const chosen = { submissionId: entries[0] ?? "", isFinal: true };
  expect((await chooseFinal(world.as(two), chosen)).entries.filter(({ isFinal }) => isFinal)).toHaveLength(1);
  await expect(chooseFinal(world.as(three), chosen)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
