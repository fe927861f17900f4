import { EUROSAT } from "#models/datasets/eurosat.ts";

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]/g, "");
}

const CLASSES = new Map([
  ...EUROSAT.target.classes.map((name) => [plain(name), name] as const),
  // As some copies of the dataset spell them.
  ["industrialbuildings", "Industrial"],
  ["residentialbuildings", "Residential"],
  ["herbaceousvegetationland", "HerbaceousVegetation"],
  ["annualcropland", "AnnualCrop"],
  ["permanentcropland", "PermanentCrop"],
  ["pastureland", "Pasture"],
  ["highwayorroad", "Highway"],
]);

/** EuroSAT's own name of a class, however a copy spells it: "Sea Lake", "sea_lake". */
export function findClass(name: string): string | undefined {
  return CLASSES.get(plain(name));
}
