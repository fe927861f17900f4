import { createContext } from "react";

/** When the server rendered the page, in milliseconds: the time of its first drawing in the browser as well. */
export const RenderedAt = createContext(0);
