"use client";

import { createContext, use } from "react";
import { pictureAddress } from "./picture-address.ts";

/** Data addresses by the names that the text shows them under. */
export const TextPictures = createContext<Readonly<Record<string, string>>>({});

/** A picture of a text that was drawn without its pictures. */
export function TextPicture({ address, alt }: { address: string; alt: string }) {
  const src = pictureAddress(address, use(TextPictures));
  // oxlint-disable-next-line next/no-img-element -- a data address, which nothing makes smaller
  return src === "" ? <em>{alt}</em> : <img src={src} alt={alt} />;
}
