import type { DownloadState } from '../core/state.js';
import { UNKNOWN } from '../core/transition.js';
import type { Download } from '../page/download.js';
import { type ButtonPlan, type ButtonsPlan, buttonsFor, type Press } from './card/buttons.js';
import { type Description, spoken } from './card/description.js';
import type { Choice, Offer } from './card/offer.js';
import { wholeShare } from './card/progress.js';
import type { Formats } from './languages/format.js';
import type { ButtonName, Words } from './languages/words.js';
import { mediaKind } from './open-media.js';
import { type Removal, removals } from './removal.js';
import { type Saving, savings } from './saving.js';

/** What a card shows of a download: its state, and what the presses on this page have made of it. */
export interface Face {
  readonly state: DownloadState;
  readonly buttons: ButtonsPlan;
  /** In place of what the state alone would say. */
  readonly line?: Pick<Description, 'headline' | 'aside' | 'brief'>;
  readonly progress?: Progress;
  readonly offer?: Offer;
}

/** In place of how much is stored, when the bar shows how far something else is. */
export interface Progress {
  /** What the range map shows. */
  readonly picture: DownloadState;
  readonly percent: number;
  /** To be listened to. */
  readonly text: string;
}

/** What it takes to make one. */
export interface FaceContext {
  readonly words: Words;
  readonly formats: Formats;
  /** Whether the file is shown in place. */
  readonly isOpen: boolean;
  readonly onPress: (press: Press) => void;
  /** Told whether somebody may be about to undo a removal. */
  readonly onHold: (removal: Removal, isHeld: boolean) => void;
}

const REMOVED: DownloadState = Object.freeze({ ...UNKNOWN, status: 'removed' });

export function faceOf(download: Download, context: FaceContext): Face {
  const removal = removals.get(download);
  if (removal) return faceOfRemoved(download, removal, context);
  const { state } = download;
  return state.status === 'complete' ? faceOfComplete(download, context) : { state, buttons: buttonsFor(state) };
}

function faceOfRemoved({ state }: Download, removal: Removal, context: FaceContext): Face {
  const face = { state: REMOVED, buttons: buttonsFor(REMOVED) };
  if (!removal.isUndoable) return face;
  const offer: Offer = {
    text: context.words.undoable(context.formats.bytes(state.storedBytes)),
    choices: [choice('undo', 'undo', context)],
    onHold: (isHeld) => context.onHold(removal, isHeld),
  };
  return { ...face, offer };
}

function faceOfComplete(download: Download, context: FaceContext): Face {
  const { state, name } = download;
  const saving = savings.get(download);
  const { words } = context;
  const extra = mediaKind(name) && { extra: context.isOpen ? CLOSE : OPEN };
  const face = { state, buttons: { ...buttonsFor(state), ...extra } };
  switch (saving?.status) {
    case 'saving':
      return {
        state,
        buttons: { primary: { name: 'stop', press: 'stopSaving' }, ...extra },
        ...savingOf(state, saving, context),
      };
    case 'saved': {
      const choices = [choice('removeCopy', 'remove', context), choice('keep', 'keep', context)];
      return { ...face, offer: { text: words.saved, choices } };
    }
    case 'handed-over':
      return { ...face, offer: { text: words.handedOver, choices: [choice('ok', 'keep', context)] } };
    default:
      return face;
  }
}

const OPEN: ButtonPlan = { name: 'open', press: 'open' };
const CLOSE: ButtonPlan = { name: 'close', press: 'close' };

function choice(name: ButtonName, press: Press, { words, onPress }: FaceContext): Choice {
  return { label: words.buttons[name], onChoose: () => onPress(press) };
}

function savingOf(
  state: DownloadState,
  { savedBytes, totalBytes }: Extract<Saving, { status: 'saving' }>,
  { words, formats }: FaceContext,
): Pick<Face, 'line' | 'progress'> {
  const share = wholeShare(savedBytes, totalBytes);
  const percent = formats.percent(share);
  const amount = words.ofTotal(formats.part(savedBytes, totalBytes), formats.bytes(totalBytes));
  return {
    line: { headline: words.saving, aside: [percent, amount], brief: [amount, words.saving] },
    progress: {
      picture: { ...state, status: 'verifying', verifiedBytes: savedBytes }, // looks as the other pass over a whole file does
      percent: share,
      text: spoken(words, amount, percent),
    },
  };
}
