import { type CSSResult, css } from 'lit';
import { unseen } from './unseen.styles.js';

/**
 * One row: what the full form says in several lines stays there for those who listen, and only what a person has to do or
 * to know at once comes below.
 */
const row = (card: CSSResult) => css`
  ${card} {
    grid-template: 'icon heading buttons' auto 'icon brief buttons' auto 'icon bar buttons' auto / auto minmax(0, 1fr) auto;
    column-gap: 10px; padding: var(--rd-padding, 8px 10px);
  }
  ${card} > .icon { inline-size: 28px; block-size: 28px; border-radius: 8px; }
  ${card} > .icon svg { inline-size: 17px; block-size: 17px; }
  ${card} .name { font-size: 0.8125em; padding: 0; }
  ${card} > .brief { display: block; }
  ${card}[data-status='failed'] > .brief bdi { block-size: auto; white-space: normal; overflow-wrap: anywhere; hyphens: auto; }
  ${card} > :is(.heading, .brief) { align-self: end; }
  ${card} > .bar { block-size: 3px; margin-block: 4px 2px; }
  ${card} > .buttons { gap: 4px; min-block-size: 28px; }
  ${card} > .buttons > button { min-block-size: max(28px, 1.5em); inline-size: max(28px, 1.5em); padding: 0; }
  ${card} > .buttons > button::after { content: none; }
  ${card} :is(.facts, .line, .label, .notes:not(:has(.warning)), .notes li:not(.warning)) { ${unseen} }
  ${card} > .line { display: block; }
  ${card} details:not(.wanted) { display: none; }
  ${card} .more > * { margin-block-start: 4px; }
`;

/** With more room the short words stand beside the name, but for whole sentences: they would leave none of it. */
const wideRow = (card: CSSResult) => css`
  ${card}:not([data-status='failed']) {
    grid-template: 'icon heading brief buttons' auto 'icon bar bar buttons' auto / auto minmax(5em, 1fr) auto auto;
  }
  ${card}:not([data-status='failed']) > .brief bdi { justify-content: end; }
`;

export const compact = css`
  @container (inline-size < 16em) { ${row(css`.card`)} }
  ${row(css`:host([compact]) .card`)}
  @container (inline-size >= 24em) { ${wideRow(css`:host([compact]) .card`)} }
  @container (24em <= inline-size < 32em) {
    :host([compact]) .card[data-status='waiting'] > .brief span + span { display: none; } /* the name needs the room more */
  }
`;
