"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { lazyBelow } from "#app/_ui/below.tsx";
import { NameField } from "#app/_ui/name-field.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { Switch } from "#app/_ui/switch.tsx";
import type { ExerciseContent } from "#models/exercises/exercise.ts";
import type { ExerciseDetails } from "#server/contract/exercise.ts";
import { ownTimeZone } from "../moment.tsx";
import { AnonymousSwitch } from "./anonymous-switch.tsx";
import { ChecksForm } from "./checks-form.tsx";
import { draftOf, inputOf, type ExerciseDraft } from "./exercise-draft.ts";
import { FormSection } from "./form-section.tsx";
import { RubricForm } from "./rubric-form.tsx";
import { RulesForm } from "./rules-form.tsx";
import { StartForm } from "./start-form.tsx";
import { TeamForm } from "./team-form.tsx";
import { TermsForm } from "./terms-form.tsx";
import { TextForm } from "./text-form.tsx";

const MAX_TITLE = 120;

const Questions = lazyBelow(async () => (await import("./questions/questions-form.tsx")).QuestionsForm);

export function ExerciseForm({ exercise: first }: { exercise: ExerciseDetails }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [timeZone] = useState(ownTimeZone);
  // As it was when the form began: a change of somebody else's meanwhile is refused as a conflict, never overwritten.
  const [exercise, setExercise] = useState(first);
  const [draft, setDraft] = useState<ExerciseDraft>(() => draftOf(first, timeZone));
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(exercise, timeZone));
  const change = (part: Partial<ExerciseDraft>) => setDraft((before) => ({ ...before, ...part }));
  const changeContent = (part: Partial<ExerciseContent>) =>
    setDraft((before) => ({ ...before, content: { ...before.content, ...part } }));
  const { isNetworkAsked } = draft.content;
  const changeQuestions = (questions: ExerciseContent["questions"], keys: ExerciseDraft["keys"]) =>
    setDraft((before) => ({ ...before, keys, content: { ...before.content, questions } }));
  const changeSolutions = (solutions: ExerciseContent["solutions"]) => changeContent({ solutions });
  const page = `/cohorts/${exercise.cohortId}/exercises/${exercise.id}`;
  const save = useMutation(
    trpc.exercise.save.mutationOptions({
      onSuccess: async (saved) => {
        setExercise(saved);
        setDraft(draftOf(saved, timeZone));
        await queryClient.invalidateQueries({ queryKey: trpc.exercise.pathKey() });
        router.push(page);
      },
    }),
  );

  useEffect(() => {
    if (!isChanged) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isChanged]);

  return (
    <PageContainer>
      <PageHeader
        title={draft.title.trim() === "" ? "Exercise" : draft.title}
        description={
          exercise.isPublished ? "Published: learners see what you save." : "A draft: learners do not see it."
        }
        actions={
          <>
            <Button variant="ghost" onClick={() => router.push(page)}>
              {isChanged ? "Discard changes" : "Close"}
            </Button>
            <Button
              isBusy={save.isPending}
              disabled={!isChanged}
              onClick={() => save.mutate(inputOf(draft, exercise, timeZone))}
            >
              Save
            </Button>
          </>
        }
      />
      <FormError>{save.error === null ? undefined : explainError(save.error).message}</FormError>
      <FormSection title="What is asked">
        <NameField
          label="Title"
          value={draft.title}
          onValueChange={(title) => change({ title })}
          max={MAX_TITLE}
        />
        <TextForm content={draft.content} onChange={changeContent} />
      </FormSection>
      <FormSection title="What is handed in">
        <div className="flex items-center gap-3 text-sm">
          <Switch
            aria-label="Learners hand in a network"
            checked={isNetworkAsked}
            onCheckedChange={(isOn) => changeContent({ isNetworkAsked: isOn })}
          />
          {isNetworkAsked ? "A network, and answers where there are questions" : "Answers to questions alone"}
        </div>
        <Questions
          isNow
          of={{
            asking: draft.content,
            keys: draft.keys,
            onChange: changeQuestions,
            onChangeSolutions: changeSolutions,
          }}
        />
      </FormSection>
      {isNetworkAsked && (
        <FormSection title="Where learners begin">
          <StartForm draft={draft} onChange={change} onChangeContent={changeContent} />
        </FormSection>
      )}
      <FormSection title="When and how often" hint={`Times are in your time zone, ${timeZone}.`}>
        <TermsForm draft={draft} timeZone={timeZone} onChange={change} />
      </FormSection>
      <FormSection title="Alone or in teams" hint="Settled once something was handed in.">
        <TeamForm handIn={draft.handIn} onChange={(handIn) => change({ handIn })} />
      </FormSection>
      {isNetworkAsked && (
        <FormSection
          title="What is allowed"
          hint="Empty is unlimited. What breaks a rule cannot be handed in."
        >
          <RulesForm rules={draft.content.rules} onChange={(rules) => changeContent({ rules })} />
        </FormSection>
      )}
      <FormSection title="What counts" hint="Learners see every check from the beginning.">
        <ChecksForm content={draft.content} onChange={changeContent} />
      </FormSection>
      <FormSection
        title="Whose work it is"
        hint="Names that are hidden stay so once something was handed in."
      >
        <AnonymousSwitch handIn={draft.handIn} onChange={(handIn) => change({ handIn })} />
      </FormSection>
      <FormSection
        title="Rubric"
        hint="What is judged by hand, each at one of its levels. Empty: points are given freely."
      >
        <RubricForm rubric={draft.content.rubric} onChange={(rubric) => changeContent({ rubric })} />
      </FormSection>
    </PageContainer>
  );
}
