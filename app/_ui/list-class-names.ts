/** Of lists that open over the page: menus, and the choices of a select. */
export const listPopupClassName =
  "min-w-44 rounded-lg border border-border bg-popover p-1 text-sm text-popover-foreground shadow-floating outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0";
export const listItemClassName =
  "flex min-h-8 w-full max-md:min-h-11 cursor-pointer items-center gap-2 rounded-md px-2 py-1 text-left outline-none select-none data-disabled:pointer-events-none data-disabled:opacity-50 data-highlighted:bg-accent data-highlighted:text-accent-foreground [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground";
