import { EUROSAT } from "./eurosat.ts";

/** As copies of the dataset spell its classes, beside its own names. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  AnnualCrop: ["annual crop land", "annual cropland", "annual crops"],
  Forest: ["forests", "forest land"],
  // CLIP's prompts say brushland; CoOp's and its followers' "land" like the others.
  HerbaceousVegetation: [
    "herbaceous vegetation land",
    "brushland or shrubland",
    "shrubland or brushland",
    "herb vegetation",
  ],
  Highway: ["highway or road", "road or highway", "highways", "highway road"],
  Industrial: [
    "industrial buildings",
    "industrial building",
    "industrial buildings or commercial buildings",
    "commercial buildings or industrial buildings",
    "industrial or commercial buildings",
    "industrial area",
  ],
  Pasture: ["pasture land", "pastures"],
  PermanentCrop: ["permanent crop land", "permanent cropland", "permanent crops"],
  Residential: [
    "residential buildings",
    "residential building",
    "residential buildings or homes or apartments",
    "residential homes or apartments",
    "residential area",
  ],
  River: ["rivers"],
  SeaLake: ["sea or lake", "lake or sea", "sea and lake", "lake and sea", "lake sea"],
};

function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("&", " and ")
    .replaceAll(/[^a-z]/g, "");
}

/** Lower case and letters alone, `&` as "and": the class that is meant. */
export const CLASS_SPELLINGS: ReadonlyMap<string, string> = new Map(
  EUROSAT.target.classes.flatMap((name) =>
    [name, ...(SPELLINGS[name] ?? [])].map((spelling) => [plain(spelling), name] as const),
  ),
);

/**
 * EuroSAT's own name of a class, however a copy spells it: "Sea Lake", "sea_lake", "03-sea-lake", and the names of CLIP, CoOp,
 * torchgeo and the Hugging Face hub's copies.
 */
export function findClass(name: string): string | undefined {
  return CLASS_SPELLINGS.get(plain(name));
}
