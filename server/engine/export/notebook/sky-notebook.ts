import { toPython } from "#models/interchange/to-python.ts";
import type { ExportSource } from "../export-source.ts";
import { code, encodeNotebook, markdown, NOTEBOOK_WEIGHTS, plain } from "./cells.ts";
import { namesIn } from "./names-in.ts";
import { drawSkies } from "./draw-skies.ts";

export type SkyNotebook = {
  kind: "skies";
  /** What people call the run. */
  title: string;
  /** On the test split, in W/m². */
  testRmse: number;
  /** Of the sequences that were drawn, where the test split begins and how many it has. */
  first: number;
  count: number;
  seed: number;
};

/** A difference that orders of additions may make, in W/m². */
const TOLERANCE = 0.05;

/** A Jupyter notebook that rebuilds the network in Keras, draws the same test split and scores it. */
export function skyNotebook(
  source: ExportSource,
  { title, testRmse, first, count, seed }: SkyNotebook,
): string {
  const rmse = `${testRmse.toFixed(2)} W/m²`;
  const begin = [
    markdown(`# ${plain(title)}

A network trained in Strata, rebuilt in [Keras](https://keras.io) 3. It predicts the global horizontal irradiance from four
pictures of a synthetic sky. Its root mean squared error on the test split was **${rmse}**; this notebook computes it again.

It needs \`pip install keras tensorflow\` (or another backend of Keras) and \`${NOTEBOOK_WEIGHTS}\` beside it.`),
    code(`import keras
import numpy as np
from keras import layers`),
    markdown(`## The network

It takes four pictures of 0 to 1, one behind the other in the channels. Inside it works with values of mean 0 and standard
deviation 1; its last layer gives them in W/m².`),
  ];
  const end = [
    code(`model.load_weights(${JSON.stringify(NOTEBOOK_WEIGHTS)})`),
    markdown(`## The data

Synthetic skies, drawn here as Strata draws them. Clouds move with a steady wind, and the value is the irradiance one frame
after the last picture:

    GHI = 1098 sin(h) exp(-0.057 / sin(h)) (1 - 0.75 (0.8 s + 0.2 c))

with the sun's height h (the first part is Haurwitz's clear sky, 1945), the cover s within six pixels of the sun and the
cover c of the whole sky.`),
    code(drawSkies(seed)),
    code(`images, values = skies(${first}, ${count})
print(images.shape, values.min(), values.max())`),
    markdown("## The score"),
    code(`predicted = model.predict(images, batch_size=64, verbose=0)[:, 0]
rmse = float(np.sqrt(np.mean((predicted - values) ** 2)))
TRAINED = ${testRmse}
print(f"Here {rmse:.4f} W/m², in Strata {TRAINED:.4f} W/m²")
assert abs(rmse - TRAINED) <= ${TOLERANCE}, "The two should differ by no more than ${TOLERANCE} W/m²"`),
  ];
  const network = toPython(source.network, source.name, namesIn([...begin, ...end]));
  return encodeNotebook([...begin, code(`${network}\nmodel.summary()`), ...end]);
}
