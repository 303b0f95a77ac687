import { html, nothing, type TemplateResult } from 'lit';
import type { ButtonName, Words } from '../languages/words.js';
import type { ButtonPlan } from './buttons.js';
import type { CardView } from './download-card.js';
import { BUTTON_ICONS } from './icons.js';

/**
 * The buttons stay the same elements whatever they are for, so that a press never loses the focus. The first of them is
 * drawn last, in the corner: there it stays when the others come and go, and as wide as its widest name.
 */
export function buttonRow({ buttons, words, onPress }: CardView): TemplateResult {
  const { primary, secondary, extra } = buttons;
  const button = (kind: string, plan: ButtonPlan | undefined) => html`
    <button
      class=${kind}
      part="button ${kind}-button"
      type="button"
      ?hidden=${!plan}
      aria-describedby="card"
      data-name=${plan?.name ?? nothing}
      data-widest=${kind === 'primary' ? everyName(words) : nothing}
      title=${plan ? words.buttons[plan.name] : nothing}
      @pointerdown=${(event: Event) => aim(event, plan)}
      @keydown=${(event: Event) => aim(event, plan)}
      @click=${(event: MouseEvent) => plan && isMeant(event, plan) && onPress(plan.press)}
    ><span>${plan && BUTTON_ICONS[plan.name]}<span class="label">${plan && words.buttons[plan.name]}</span></span></button>
  `;
  return html`
    <div class="buttons" part="buttons">
      ${button('primary', primary)} ${button('secondary', secondary)} ${button('extra', extra)}
    </div>
  `;
}

const PRIMARY_NAMES: readonly ButtonName[] = ['download', 'pause', 'resume', 'retry', 'save', 'stop'];

function everyName(words: Words): string {
  return PRIMARY_NAMES.map((name) => words.buttons[name]).join('\n');
}

/** What each button was when a press on it began. */
const aims = new WeakMap<EventTarget, ButtonName | undefined>();

function aim({ currentTarget }: Event, plan: ButtonPlan | undefined): void {
  if (currentTarget) aims.set(currentTarget, plan?.name);
}

/**
 * A button may have become another one during the press, or by the first half of a double click: then neither what it was
 * nor what it is now was meant.
 */
function isMeant({ currentTarget, detail }: MouseEvent, { name }: ButtonPlan): boolean {
  const aimed = currentTarget ? aims.get(currentTarget) : undefined;
  return detail < 2 && (aimed ?? name) === name;
}
