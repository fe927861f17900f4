import { joinAs } from "../support/cohort.ts";
import { signUpPerson } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

// A small course: an instructor asks, a learner hands in what was trained, checks judge it, a grade is given, asked about and
// answered, somebody of the roster joins, and all of it is in the gradebook and its table.
test("an exercise goes from a template to a graded submission, seen live by who teaches", async ({
  trained,
  open,
}) => {
  const { cohort, run } = trained;
  const { instructor, learner } = cohort;
  const base = `/cohorts/${cohort.id}/exercises`;
  const desk = await open(instructor, { path: base, timezoneId: "Europe/Berlin" });
  await desk.getByRole("button", { name: "New exercise" }).click();
  await desk.getByRole("button", { name: /^Beat 85 %/ }).click();
  await desk.getByLabel("Title").fill("First steps");
  await desk.getByLabel("Due", { exact: true }).fill("2099-03-29T23:59");
  // Two checks of the template are enough here: one that this run passes, one that it does not.
  await desk.getByRole("button", { name: /^Remove the check .*85/ }).click();
  await desk.getByRole("button", { name: "Add a check" }).click();
  await desk.getByRole("menuitem", { name: "Number of parameters" }).click();
  // And a question beside the network.
  await desk.getByRole("button", { name: "Add a question" }).click();
  await desk.getByRole("menuitem", { name: "Number", exact: true }).click();
  await desk.getByLabel("Question", { exact: true }).fill("Of 20 tiles 15 are found. What is the recall?");
  await desk.getByLabel("Right is", { exact: true }).fill("0,75");
  await desk.getByRole("tab", { name: "Preview" }).click();
  await expect(desk.getByText("does it learn by heart?")).toBeVisible();
  await desk.getByRole("button", { name: "Save", exact: true }).click();
  await desk.getByRole("button", { name: "Publish" }).click();
  await expect(desk.getByRole("button", { name: "Unpublish" })).toBeVisible();
  await expect(desk.getByRole("table")).toContainText(learner.name);
  const path = new URL(desk.url()).pathname;

  const page = await open(learner, { path: base, timezoneId: "America/New_York" });
  const list = page.getByRole("list", { name: "Exercises" });
  const row = list.getByRole("listitem").filter({ hasText: "First steps" });
  await expect(row).toContainText("Due Sun 29 Mar 2099, 17:59 (UTC-4)");
  await page.getByRole("link", { name: "First steps" }).click();
  await page.getByRole("button", { name: "Begin in the builder" }).click();
  await page.getByRole("button", { name: "Exercise", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "First steps" });
  await expect(dialog.getByText("10 submissions left", { exact: false })).toBeHidden();
  await expect(dialog.getByText("3 submissions left, 10 in all.", { exact: false })).toBeVisible();
  await expect(dialog.getByRole("list", { name: "Checks" })).toContainText("Judged once it is trained");
  await dialog.getByRole("link", { name: "The exercise's page" }).click();

  // The newest run is proposed.
  await expect(page.getByRole("combobox", { name: "Run to hand in" })).toHaveText(run.name);
  // What is written is there again after a reload, and nowhere is said what is right.
  await page.getByLabel("Your answer").fill("0,750");
  await page.reload();
  await expect(page.getByText("1 of 1 answered.", { exact: false })).toBeVisible();
  expect(
    (await learner.api.exercise.get.query({ exerciseId: path.split("/").at(-1) ?? "" })).keys,
  ).toBeNull();
  await page.getByRole("button", { name: "Hand in" }).click();
  const own = page.getByRole("list", { name: "Your submissions" });
  await expect(own.getByRole("link", { name: run.name })).toBeVisible();
  const checks = page.getByRole("list", { name: "Checks of submission 1" });
  await expect(checks.getByText("Found:", { exact: false })).toHaveCount(3);
  await expect(page.getByText("2 submissions left, 9 in all.")).toBeVisible();
  const answers = page.getByRole("list", { name: "Answers of submission 1" });
  await expect(answers.getByText("Answered: 0,750")).toBeVisible();
  await expect(answers.getByText("1 of 1", { exact: true })).toBeVisible();

  // Without a reload, and with the points that the learner sees.
  const points = await own
    .getByText(/^\d+(\.\d+)? of \d+$/)
    .first()
    .textContent();
  await expect(desk.getByRole("table").getByText(points ?? "", { exact: true })).toBeVisible();
  // A comment is a draft until it is released.
  await desk.getByRole("button", { name: `Grade ${learner.name}` }).click();
  await desk.getByLabel("Comment").fill("Look at your curves.");
  await desk.getByRole("button", { name: "Release" }).click();
  await expect(own.getByText("Look at your curves.")).toBeVisible();
  // Of two exercises and of the grade.
  await expect(page.getByRole("button", { name: "Notices, 3 unread" })).toBeVisible();

  expect(new URL(page.url()).pathname).toBe(path);
  // The learner asks about it, and is answered.
  await own.getByRole("link", { name: "Details and questions" }).click();
  await page.getByLabel("Ask about it").fill("Which curve do you mean?");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  const messages = page.getByRole("list", { name: "Messages" });
  await expect(messages.getByText("Which curve do you mean?")).toBeVisible();
  await expect(desk.getByText("Question open")).toBeVisible();
  await desk.getByRole("button", { name: "Notices, 1 unread" }).click();
  await desk.getByRole("link", { name: /^A question about a grade/ }).click();
  await expect(desk.getByText("Which curve do you mean?")).toBeVisible();
  await expect(desk.getByRole("button", { name: "Notices", exact: true })).toBeVisible();

  // Somebody of the roster comes late, by a link of their own.
  await desk.goto(`/cohorts/${cohort.id}/members`);
  await desk.getByRole("button", { name: "Invite from a list" }).click();
  await desk.getByLabel("Roster", { exact: true }).fill("name,email\nLate Learner,late@uni.test\nnobody");
  await desk.getByRole("button", { name: "Look at it" }).click();
  await expect(desk.getByText("Line 3:")).toBeVisible();
  await desk.getByRole("button", { name: "Invite 1 learner" }).click();
  await expect(desk.getByRole("list", { name: "Invitations" }).getByText("Late Learner")).toBeVisible();
  const [invited] = await instructor.api.roster.list.query({ cohortId: cohort.id });
  const late = await signUpPerson("Late Learner");
  const door = await open(late, { path: `/join/${invited?.code ?? ""}` });
  await door.getByRole("button", { name: /^Join/ }).click();
  await expect(door).toHaveURL(new RegExp(`/cohorts/${cohort.id}$`));
  await expect(desk.getByRole("list", { name: "Invitations" }).getByText("Joined")).toBeVisible();

  // Who helps with the grading sees the class in the gradebook, answers, and takes the table along.
  const helper = await joinAs(cohort, "Class Assistant");
  await instructor.api.cohort.setRole.mutate({ cohortId: cohort.id, userId: helper.id, role: "assistant" });
  const book = await open(helper, { path: `/cohorts/${cohort.id}/gradebook` });
  const grades = book.getByRole("table");
  await expect(grades.getByRole("row", { name: /^Late Learner/ })).toContainText("–");
  await grades
    .getByRole("row", { name: new RegExp(`^${learner.name}`) })
    .getByRole("link", { name: /First steps: .*points$/ })
    .click();
  // Beside the grade stands the run that it is about.
  const marked = book.getByRole("region", { name: "The run" });
  await expect(marked.getByRole("grid", { name: "Confusion matrix" })).toBeVisible();
  await expect(marked.getByRole("table", { name: /^Layers/ })).toBeVisible();
  await book.getByLabel("Answer", { exact: true }).fill("That of the validation.");
  await book.getByRole("button", { name: "Send: the grade stays" }).click();
  await expect(messages.getByText("That of the validation.")).toBeVisible();
  await expect(page.getByText("Grade stays").first()).toBeVisible();
  const table = await book.request.get(`/api/cohorts/${cohort.id}/gradebook.csv`);
  expect(await table.text()).toMatch(new RegExp(`\r\n${learner.name},true,\\d`));
  // An hour after a deadline, by the server's clock: what comes costs a tenth, until the learner is given more time.
  const from = { kind: "template", id: "read-confusion" } as const;
  const { id: exerciseId, ...made } = await instructor.api.exercise.create.mutate({
    cohortId: cohort.id,
    from,
  });
  const { content, keys } = made;
  if (content === null || keys === null) throw new Error("The instructor was not shown what they made");
  const { recall } = keys;
  const questions = content.questions.filter(({ id }) => id === "recall");
  await instructor.api.exercise.save.mutate({
    exerciseId,
    revision: made.revision,
    title: "Late answers",
    content: { ...content, questions, checks: [], isNetworkAsked: false },
    keys: recall === undefined ? {} : { recall },
    handIn: { ...made.handIn, late: { kind: "percent", percentADay: 10 } },
    dueAt: new Date(Date.parse(made.now) - 3_600_000).toISOString(),
    isPublished: true,
  });
  await page.goto(`${base}/${exerciseId}`);
  await page.getByLabel("Your answer").fill("0.8");
  await page.getByRole("button", { name: "Hand in" }).click();
  await expect(page.getByText("Late, −10 %")).toBeVisible();
  await expect(page.getByText("0.9 of 1", { exact: true })).toBeVisible();
  await desk.goto(`${base}/${exerciseId}`);
  await desk.getByRole("button", { name: "Extend" }).click();
  await desk.getByRole("combobox", { name: "Learner" }).click();
  await desk.getByRole("option", { name: learner.name }).click();
  await desk.getByRole("button", { name: "3 days more" }).click();
  await expect(page.getByText("(extended for you)").first()).toBeVisible();
  await page.getByLabel("Your answer").fill("0,80");
  await page.getByRole("button", { name: "Hand in" }).click();
  await expect(page.getByText("1 of 1", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("Late, −10 %")).toHaveCount(1);
  // The two mark each other, neither knowing whose it is; a grade comes of it when the instructor takes it over.
  const answersOfLate = { recall: { kind: "number", text: "0.8" } } as const;
  await late.api.submission.submit.mutate({ exerciseId, answers: answersOfLate });
  const { revision } = await instructor.api.exercise.get.query({ exerciseId });
  const judged = { ...content, questions, checks: [], isNetworkAsked: false, handPoints: 4 };
  await instructor.api.exercise.save.mutate({ exerciseId, revision, content: judged });
  await desk.getByRole("button", { name: "Draw who marks what" }).click();
  await page
    .getByRole("list", { name: "Submissions to mark" })
    .getByRole("link", { name: "Submission 1" })
    .click();
  await expect(page.getByText("Answered: 0.8")).toBeVisible();
  await expect(page.getByText("Late Learner")).toBeHidden();
  await page.getByLabel("Points, of 4").fill("3");
  await page.getByLabel("Comment").fill("Well read.");
  await page.getByRole("button", { name: "Mark it" }).click();
  const marks = desk.getByRole("region", { name: "Marked by each other" });
  await expect(marks.getByText(`1 of 2 marks given. Still to come: Late Learner (1).`)).toBeVisible();
  await marks.getByRole("button", { name: "Take over the proposal for Late Learner" }).click();
  await expect(marks.getByRole("button", { name: /^Take over/ })).toBeHidden();
  // On a phone the class's table scrolls, and the page does not.
  await desk.setViewportSize({ width: 390, height: 844 });
  expect(await desk.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await door.goto(`${base}/${exerciseId}`);
  await expect(door.getByText("By hand: 3 of 4")).toBeVisible();
  await expect(door.getByText("Well read.")).toBeVisible();
  // What is handed in is nobody's to delete.
  await expect(learner.api.run.remove.mutate({ runId: run.id })).rejects.toMatchObject({
    data: { appCode: "CONFLICT" },
  });
});
