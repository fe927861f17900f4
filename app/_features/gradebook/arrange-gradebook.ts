import { EMPTY_CELL, gradeStanding, type GradeStanding } from "#models/grading/grade-standing.ts";
import { pointStatistics, type PointStatistics } from "#models/grading/point-statistics.ts";
import type { Gradebook, GradebookCell, GradebookExercise } from "#server/contract/gradebook.ts";

export type ArrangedCell = Omit<GradebookCell, "learner" | "exercise"> & { standing: GradeStanding };
type ArrangedRow = {
  learner: Gradebook["learners"][number];
  cells: ArrangedCell[];
  /** Of the exercises that are shown. */
  total: number;
};
type ArrangedGradebook = {
  exercises: (GradebookExercise & { statistics: PointStatistics & { missing: number } })[];
  rows: ArrangedRow[];
  maxTotal: number;
};

export const NARROWINGS = ["all", "missing", "late", "draft", "extended"] as const;
export type Narrowing = (typeof NARROWINGS)[number];

export type GradebookFilter = {
  /** Part of a learner's name. */
  search: string;
  /** null for all exercises. */
  exerciseId: string | null;
  /** Learners with at least one such cell. */
  narrowing: Narrowing;
};

const UNTOUCHED = { ...EMPTY_CELL, submissionId: null };

/** What of a gradebook is shown; statistics are of the learners that are. */
export function arrangeGradebook(book: Gradebook, filter: GradebookFilter): ArrangedGradebook {
  const { narrowing } = filter;
  const wanted = filter.search.trim().toLocaleLowerCase("en");
  const known = new Map(book.cells.map((cell) => [`${cell.learner} ${cell.exercise}`, cell]));
  const exercises = book.exercises
    .map((exercise, place) => ({ exercise, place }))
    .filter(({ exercise }) => filter.exerciseId === null || exercise.id === filter.exerciseId);
  const rows = book.learners
    .map((learner, index) => {
      const cells = exercises.map(({ exercise, place }) => {
        const cell = known.get(`${index} ${place}`) ?? UNTOUCHED;
        // Of a draft nothing can be missing.
        const dueAt = exercise.isPublished ? exercise.dueAt : null;
        return { ...cell, standing: gradeStanding(cell, dueAt, book.now) };
      });
      return { learner, cells, total: cells.reduce((sum, { points }) => sum + (points ?? 0), 0) };
    })
    .filter(({ learner, cells }) => {
      const isNamed = learner.name.toLocaleLowerCase("en").includes(wanted);
      return isNamed && (narrowing === "all" || cells.some((cell) => isOf(cell, narrowing)));
    });
  return {
    rows,
    maxTotal: exercises.reduce((sum, { exercise }) => sum + (exercise.isPublished ? exercise.points : 0), 0),
    exercises: exercises.map(({ exercise }, column) => {
      const cells = rows.flatMap((row) => row.cells[column] ?? []);
      const missing = cells.filter(({ standing }) => standing === "missing").length;
      return { ...exercise, statistics: { ...pointStatistics(cells.map(({ points }) => points)), missing } };
    }),
  };
}

function isOf(cell: ArrangedCell, narrowing: Exclude<Narrowing, "all">): boolean {
  switch (narrowing) {
    case "missing":
      return cell.standing === "missing";
    case "draft":
      return cell.draft !== null;
    case "late":
      return cell.latePercent !== null;
    case "extended":
      return cell.extendedTo !== null;
  }
}
