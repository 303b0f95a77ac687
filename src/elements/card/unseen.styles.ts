import { css } from 'lit';

/** For those who listen only. */
export const unseen = css`
  position: absolute; inline-size: 1px; block-size: 1px; min-block-size: 0; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
`;
