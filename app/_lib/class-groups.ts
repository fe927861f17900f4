type Value = string | ((value: string) => boolean);
type Groups = Record<string, readonly (string | Record<string, readonly Value[]>)[]>;

const any = () => true;
const isBracketed = (value: string) => value.startsWith("[");
const isNumber = (value: string) => /^\d+$/.test(value);
const isSize = (value: string) => isBracketed(value) || /^\d?xl$/.test(value);

/** Classes begin with the group's name, and whatever follows is its value. */
const NAMED =
  "size w h min-w max-w min-h max-h p px py pt pr pb pl m mx my mt mr mb ml space-y gap gap-x gap-y " +
  "inset inset-x inset-y top right bottom left z order basis grid-cols col col-start row row-start items self " +
  "rounded-t leading tracking list whitespace break wrap align bg decoration underline-offset " +
  "fill opacity animate duration cursor select pointer-events touch object aspect " +
  "overflow overflow-x overflow-y line-clamp outline-offset rotate translate translate-x translate-y scroll-pt";

/**
 * Which classes set the same thing, as in tailwind-merge's own table, which knows all there are and weighs more than the rest
 * of that package. A test holds both against each other for every two classes of the pages, and says what is missing here.
 */
const classGroups: Groups = {
  ...Object.fromEntries(NAMED.split(" ").map((name) => [name, [{ [name]: [any] }]])),
  rounded: [{ rounded: ["", any] }],
  transition: [{ transition: ["", any] }],
  shrink: [{ shrink: ["", any] }],
  grow: [{ grow: ["", any] }],
  display: ["block", "inline-block", "inline", "flex", "inline-flex", "table", "grid", "contents", "hidden"],
  position: ["static", "fixed", "absolute", "relative", "sticky"],
  visibility: ["visible", "invisible"],
  sr: ["sr-only", "not-sr-only"],
  case: ["uppercase", "lowercase", "capitalize", "normal-case"],
  line: ["underline", "line-through", "no-underline"],
  direction: [{ flex: ["row", "row-reverse", "col", "col-reverse"] }],
  "flex-wrap": [{ flex: ["wrap", "nowrap"] }],
  flex: [{ flex: [any] }],
  justify: [{ justify: ["start", "end", "center", "between"] }],
  "justify-self": [{ "justify-self": ["start", "end"] }],
  family: [{ font: ["sans", "mono"] }],
  weight: [{ font: [any] }],
  "font-size": [{ text: ["xs", "sm", "base", "lg", isSize] }],
  "text-align": [{ text: ["left", "center", "right"] }],
  "text-wrap": [{ text: ["balance", "pretty"] }],
  color: [{ text: [any] }],
  "border-t": [{ "border-t": ["", isNumber] }],
  "border-r": [{ "border-r": ["", isNumber] }],
  "border-b": [{ "border-b": ["", isNumber] }],
  "border-l": [{ "border-l": ["", isNumber] }],
  "border-style": [{ border: ["solid", "dashed"] }],
  "border-collapse": [{ border: ["collapse", "separate"] }],
  "border-spacing": [{ "border-spacing": [any] }],
  border: [{ border: ["", isNumber] }],
  "border-color": [{ border: [any] }],
  "outline-style": [{ outline: ["none"] }],
  outline: [{ outline: ["", isNumber] }],
  "outline-color": [{ outline: [any] }],
  "ring-offset": [{ "ring-offset": [isNumber] }],
  "ring-offset-color": [{ "ring-offset": [any] }],
  ring: [{ ring: ["", isNumber] }],
  "ring-color": [{ ring: [any] }],
  shadow: [{ shadow: ["none", "xs", isBracketed] }],
  "shadow-color": [{ shadow: [any] }],
  "stroke-width": [{ stroke: ["[3]", isNumber] }],
  stroke: [{ stroke: [any] }],
};

/** What a group sets besides, so that its class wins over theirs. */
const setBesides: Record<string, readonly string[]> = {
  size: ["w", "h"],
  p: ["px", "py", "pt", "pr", "pb", "pl"],
  px: ["pr", "pl"],
  py: ["pt", "pb"],
  m: ["mx", "my", "mt", "mr", "mb", "ml"],
  mx: ["mr", "ml"],
  my: ["mt", "mb"],
  gap: ["gap-x", "gap-y"],
  inset: ["inset-x", "inset-y", "top", "right", "bottom", "left"],
  "inset-x": ["right", "left"],
  "inset-y": ["top", "bottom"],
  flex: ["basis", "grow", "shrink"],
  overflow: ["overflow-x", "overflow-y"],
  "line-clamp": ["display", "overflow"],
  "font-size": ["leading"],
  rounded: ["rounded-t"],
  border: ["border-t", "border-r", "border-b", "border-l"],
  translate: ["translate-x", "translate-y"],
};

/** As createTailwindMerge takes it. */
export const mergeConfig = {
  cacheSize: 500,
  theme: {},
  classGroups,
  conflictingClassGroups: setBesides,
  // As in text-sm/6.
  conflictingClassGroupModifiers: { "font-size": ["leading"] },
  // What stands before them cannot go behind them.
  orderSensitiveModifiers: ["before", "after", "file", "placeholder", "marker", "selection", "*", "**"],
};
