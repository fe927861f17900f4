import { ButtonLink } from "#app/_ui/button-link.tsx";
import { LandingFigure } from "./landing-figure.tsx";

const STEPS = [
  {
    title: "Build",
    text: "Drag layers onto a canvas. Every block shows its output shape, its parameters and its cost as you type.",
  },
  {
    title: "Train",
    text: "A shared server trains it on satellite tiles. The whole class watches each epoch arrive.",
  },
  {
    title: "Compare",
    text: "Confusion matrix, the worst mistakes, your own pictures, and a leaderboard that moves while you look.",
  },
] as const;

export function Landing() {
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-1 flex-col justify-center gap-12 px-4 py-12 sm:px-6 lg:gap-16">
      <section className="flex flex-col items-start gap-5">
        <h1 className="max-w-3xl text-4xl leading-[1.08] font-semibold tracking-tight text-balance sm:text-5xl">
          A class learns to see, one layer at a time
        </h1>
        <p className="max-w-2xl text-lg text-pretty text-muted-foreground">
          Strata is a lab for computer vision. You put a convolutional network together, train it on real
          satellite imagery on a shared server, and see at once how it does beside everybody else's.
        </p>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href="/sign-up" size="lg">
            Make an account
          </ButtonLink>
          <ButtonLink href="/sign-in" size="lg" variant="secondary">
            I have an account
          </ButtonLink>
        </div>
      </section>
      <LandingFigure />
      <ol className="grid gap-x-10 gap-y-6 sm:grid-cols-3">
        {STEPS.map((step, index) => (
          <li key={step.title} className="flex flex-col gap-1.5 border-t border-border pt-4">
            <p className="flex items-baseline gap-2 font-semibold">
              <span aria-hidden className="num font-mono text-xs font-normal text-muted-foreground">
                {index + 1}
              </span>
              {step.title}
            </p>
            <p className="text-sm text-pretty text-muted-foreground">{step.text}</p>
          </li>
        ))}
      </ol>
    </div>
  );
}
