/** Whether keys go into a text here, so that they mean letters and not commands. */
export function isTextEntry(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  );
}

// One that is fading out has no say any more.
const OPEN_OVERLAY = ["dialog", "alertdialog", "menu", "listbox"]
  .map((role) => `[role=${role}]:not([data-ending-style])`)
  .join(",");

/** Inside something that floats above the builder and has keys of its own. */
export function isInOverlay(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(OPEN_OVERLAY) !== null;
}
