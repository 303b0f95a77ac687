import { html, type TemplateResult } from 'lit';

/** The extension and a little before it, which tells "part-1" from "part-2". Only letters that don't join up. */
const TAIL = /[\w-]{0,7}\.\w{1,8}$/;

const FITS = 24; // characters: short enough for one piece almost everywhere

/** A file name on one line. When it is too long it loses its middle: its end says what it is. */
export function fileNameLine(name: string): TemplateResult {
  const [tail = ''] = name.length > FITS ? (TAIL.exec(name) ?? []) : [];
  const stem = name.slice(0, name.length - tail.length);
  return html`<p class="name" part="name" title=${name}><bdi
    ><span class="stem">${stem}</span>${tail && html`<span class="tail">${tail}</span>`}</bdi
  ></p>`;
}
