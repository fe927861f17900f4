import { randomUUID } from "node:crypto";
import { CLAIM } from "#server/lti/names.ts";
import { ROLE, type PlatformPerson, type TestPlatform } from "#server/lti/testing/test-platform.ts";
import type { Cohort } from "../support/cohort.ts";
import { signUpPerson } from "../support/person.ts";
import { openTool, registerPlatform, startPlatform } from "../support/platform.ts";
import { productUrl } from "../support/product.ts";
import { expect, test as base } from "../support/test.ts";

const test = base.extend<{ platform: TestPlatform }>({
  // oxlint-disable-next-line no-empty-pattern
  platform: async ({}, provide) => {
    const platform = await startPlatform();
    await provide(platform);
    await platform.close();
  },
});

/** One question, which the server answers for, and points that are given by hand. */
async function publishQuestion({ id: cohortId, instructor }: Cohort) {
  const from = { kind: "template", id: "read-confusion" } as const;
  const made = await instructor.api.exercise.create.mutate({ cohortId, from });
  const { id: exerciseId, content, keys, revision, title } = made;
  const recall = keys?.["recall"];
  if (content === null || recall === undefined)
    throw new Error("The instructor was not shown what they made");
  const questions = content.questions.filter(({ id }) => id === "recall");
  await instructor.api.exercise.save.mutate({
    exerciseId,
    revision,
    content: { ...content, questions, checks: [], isNetworkAsked: false, handPoints: 4 },
    keys: { recall },
    isPublished: true,
  });
  return { exerciseId, title };
}

type Chosen = { title: string; url: string };

// A course on a learning platform of another site, from its registration to the grade in the platform's own gradebook.
test("a course on a learning platform links an exercise, its learners come by it, and grades go back once each", async ({
  cohort,
  open,
  platform,
}) => {
  const { instructor, id: cohortId } = cohort;
  const { exerciseId, title } = await publishQuestion(cohort);
  const teacher: PlatformPerson = { sub: randomUUID(), name: "A Teacher", roles: [ROLE.instructor] };
  const newcomer: PlatformPerson = { sub: randomUUID(), name: "Learner One", roles: [ROLE.learner] };
  const member: PlatformPerson = { sub: randomUUID(), name: "Learner Two", roles: [ROLE.learner] };
  const settings = `/cohorts/${cohortId}/settings/platform`;

  // It is registered, opened once from its course, and the course is let in.
  const desk = await open(instructor);
  const loginUrl = await registerPlatform(desk, cohortId, platform);
  const there = await open(instructor);
  const choosing = () => ({ asked: platform.deepLinkingLaunch(teacher, productUrl(), "kept"), loginUrl });
  await openTool(there, platform, choosing());
  await expect(there.getByText("Your course is not let in yet.", { exact: false })).toBeVisible();
  await desk.getByRole("switch", { name: `Let ${platform.course.title} in` }).click();
  await expect(desk.getByRole("switch", { name: `Let ${platform.course.title} in` })).toBeChecked();

  // Who teaches goes on with the account that they have here, and picks.
  await openTool(there, platform, choosing());
  await there.getByRole("button", { name: `Go on as ${instructor.name}` }).click();
  await there.getByRole("checkbox", { name: title }).check();
  await there.getByRole("button", { name: "Link 1 exercise" }).click();
  await expect(there.getByRole("heading", { name: "Linked" })).toBeVisible();
  expect(platform.choices).toMatchObject([{ [CLAIM.deepLinkingData]: "kept" }]);
  const [chosen] = (platform.choices[0]?.[CLAIM.contentItems] ?? []) as Chosen[];
  expect(chosen).toMatchObject({ title, url: `${productUrl()}/cohorts/${cohortId}/exercises/${exerciseId}` });
  const link = (person: PlatformPerson) => ({
    asked: platform.resourceLaunch(person, chosen?.url ?? ""),
    loginUrl,
  });

  // Somebody new says so once, and is in the exercise. What stands for their address is seen nowhere.
  const page = await open(null);
  await openTool(page, platform, link(newcomer));
  await page.getByRole("button", { name: "Go on as Learner One" }).click();
  await expect(page).toHaveURL(chosen?.url ?? "");
  // What is written before the page is alive is written again.
  const isAnswered = async () => {
    await page.getByLabel("Your answer").fill("0.8");
    return page.getByText("1 of 1 answered.", { exact: false }).isVisible();
  };
  await expect.poll(isAnswered).toBe(true);
  await page.getByRole("button", { name: "Hand in" }).click();
  await expect(page.getByRole("list", { name: "Your submissions" })).toBeVisible();
  await page.getByRole("button", { name: "Account of Learner One" }).click();
  await expect(page.getByText("From a learning platform")).toBeVisible();
  await page.getByRole("menuitem", { name: "Your account" }).click();
  await expect(page.getByText("Opened from your learning platform")).toBeVisible();
  expect(await page.content()).not.toContain("lti.invalid");

  // Nothing goes out before it is released, then once, and once more where it has changed.
  await desk.goto(`/cohorts/${cohortId}/exercises/${exerciseId}`);
  async function release(points: string): Promise<void> {
    await desk.getByRole("button", { name: "Grade Learner One" }).click();
    await desk.getByLabel("Points by hand, of 4").fill(points);
    await desk.getByRole("button", { name: "Release" }).click();
    await expect(desk.getByRole("button", { name: "Release" })).toBeHidden();
  }
  const scoreOf = ({ sub }: PlatformPerson) => platform.scores.get(sub)?.scoreGiven;
  expect(platform.asked.scores).toBe(0);
  await release("1");
  await expect.poll(() => scoreOf(newcomer)).toBeDefined();
  const first = scoreOf(newcomer) ?? 0;
  await release("3");
  await expect.poll(() => scoreOf(newcomer)).toBe(first + 2);
  // Released once more as it is: nothing is to be told.
  await release("3");
  // One that the platform refuses is shown, and sent when it takes it.
  platform.answers.push({ status: 404 });
  await release("4");
  await desk.goto(settings);
  const failed = desk.getByRole("list", { name: "Grades that did not arrive" });
  await expect(failed).toContainText(`Learner One, ${title}: The platform answered 404`);
  await desk.getByRole("button", { name: "Send what is missing" }).click();
  await expect.poll(() => scoreOf(newcomer)).toBe(first + 3);
  await expect(failed).toBeHidden();
  await expect(desk.getByText("3 sent, 0 on their way, 0 failed.", { exact: false })).toBeVisible();
  expect(platform.asked).toMatchObject({ scores: 4, changes: 3 });

  // The roster says who of the course is here.
  for (const { sub, name, roles } of [newcomer, member]) {
    platform.members.push({ user_id: sub, name: name ?? "", email: `${sub}@uni.test`, roles });
  }
  await desk.getByRole("button", { name: "Read roster" }).click();
  await desk.getByRole("button", { name: "Read it" }).click();
  const roster = desk.getByRole("list", { name: "People of the roster" }).getByRole("listitem");
  await expect(roster.filter({ hasText: "Learner One" })).toContainText("Is here already");
  await expect(roster.filter({ hasText: "Learner Two" })).toContainText("Will be invited");
  await desk.keyboard.press("Escape");

  // Who has an account of their own connects it: in a frame by a window of its own, then through the sign-in.
  const own = await signUpPerson("Learner Of Their Own");
  const framed = await open(null);
  const { asked } = link(member);
  await framed.goto(platform.coursePage(asked, loginUrl, true));
  await framed.getByRole("button", { name: "Open the tool" }).click();
  const opening = framed.waitForEvent("popup");
  await framed.frameLocator("iframe").getByRole("link", { name: "Open Strata" }).click();
  const theirs = await opening;
  await theirs.getByRole("link", { name: "I have an account here" }).click();
  await theirs.getByLabel("Email").fill(own.email);
  await theirs.getByLabel("Password").fill(own.password);
  await theirs.getByRole("button", { name: "Sign in" }).click();
  await theirs.getByRole("button", { name: "Go on as Learner Of Their Own" }).click();
  await expect(theirs).toHaveURL(chosen?.url ?? "");
  await expect(theirs.getByRole("button", { name: "Account of Learner Of Their Own" })).toBeVisible();

  // A second launch asks nothing. Where somebody else is signed in, nobody takes their place unasked.
  const elsewhere = await open(null);
  await openTool(elsewhere, platform, link(newcomer));
  await expect(elsewhere).toHaveURL(chosen?.url ?? "");
  await openTool(theirs, platform, link(newcomer));
  await expect(theirs.getByText("You are signed in as Learner Of Their Own", { exact: false })).toBeVisible();
  await theirs.getByRole("button", { name: "Go on as Learner One" }).click();
  await expect(theirs.getByRole("button", { name: "Account of Learner One" })).toBeVisible();

  // The class sees who came how, as far as that is its business.
  await desk.goto(`/cohorts/${cohortId}/members`);
  const members = desk.getByRole("list", { name: "Members" }).getByRole("listitem");
  await expect(members.filter({ hasText: "Learner One" })).toContainText("Comes by a learning platform");
  await expect(members.filter({ hasText: "Learner Of Their Own" })).not.toContainText("learning platform");
  await page.goto(`/cohorts/${cohortId}/members`);
  await expect(page.getByRole("list", { name: "Members" })).toContainText("Learner Of Their Own");
  await expect(page.getByText("Comes by a learning platform")).toHaveCount(0);
  for (const each of [desk, page]) expect(await each.content()).not.toContain("lti.invalid");

  // Once the platform is gone, a link of the instructor's gives the account an address and a password of its own.
  await desk.goto(settings);
  await desk.getByRole("button", { name: "Remove…" }).click();
  await desk.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(desk.getByText("No learning platform is registered")).toBeVisible();
  await desk.goto(`/cohorts/${cohortId}/members`);
  await desk.getByRole("button", { name: "What to do about Learner One" }).click();
  await desk.getByRole("menuitem", { name: "Link to a new password" }).click();
  await desk.getByRole("button", { name: "Make the link" }).click();
  await page.goto(await desk.getByTestId("password-link").innerText());
  await page.getByLabel("New password").fill("rivers and roads");
  await page.getByRole("button", { name: "Set the password" }).click();
  const address = `newcomer-${newcomer.sub}@uni.test`;
  await page.getByLabel("Email").fill(address);
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByText("Your new password is set")).toBeVisible();
  await page.getByLabel("Email").fill(address);
  await page.getByLabel("Password").fill("rivers and roads");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Your cohorts" })).toBeVisible();
  await page.goto("/account");
  await expect(page.getByText(address)).toBeVisible();
});
