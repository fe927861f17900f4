const STYLE = / style="([^"]*)"/g;

/** What React keeps for the next frame, a third of a second after the last: parts that were ready later than the page. */
const SHOW_PARTS = "self.$RV&&$RV($RB);";
const SET_STYLES =
  'for(const e of document.querySelectorAll("[data-style]")){e.style.cssText=e.dataset.style;e.removeAttribute("data-style")}';

/**
 * A page as it is sent whole. Its late parts take their places while it is read, so that what stands for them is not seen.
 * Its style attributes, which the policy refuses, are set by a script of ours. React writes every quotation mark in text as
 * an entity, so that only an attribute looks like one.
 */
export function settleDocument(html: string, nonce: string): string {
  const end = html.lastIndexOf("</body>");
  if (end === -1) return html;
  const lifted = html.slice(0, end).replaceAll(STYLE, ' data-style="$1"');
  return `${lifted}<script nonce="${nonce}">${SHOW_PARTS}${SET_STYLES}</script>${html.slice(end)}`;
}
