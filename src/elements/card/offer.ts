import { html, nothing, type TemplateResult } from 'lit';

/** A sentence with something to press, which stands below the status for a while. */
export interface Offer {
  readonly text: string;
  /** One or two. */
  readonly choices: readonly Choice[];
  /** Told whether somebody points at it, or has come to it with the keyboard. */
  onHold?(isHeld: boolean): void;
}

export interface Choice {
  readonly label: string;
  readonly onChoose: () => void;
}

export function offerRow(offer: Offer | undefined): TemplateResult | typeof nothing {
  if (!offer) return nothing;
  const button = ({ label, onChoose }: Choice) =>
    html`<button class="quiet" part="button offer-button" type="button" aria-describedby="offer" @click=${onChoose}>${label}</button>`;
  const hold = (isHeld: boolean) => () => offer.onHold?.(isHeld);
  return html`
    <div
      class="offer"
      part="offer"
      @pointerenter=${hold(true)}
      @pointerleave=${hold(false)}
      @focusin=${({ target }: Event) => hold((target as Element).matches(':focus-visible'))()}
      @focusout=${hold(false)}
    >
      <p id="offer"><bdi>${offer.text}</bdi></p>
      <span>${offer.choices.map(button)}</span>
    </div>
  `;
}
