import { LocalizeController } from '@shoelace-style/localize';
import { type Language, languageOf } from './languages.js';

const WATCHED = { attributeFilter: ['lang', 'dir'] };

/**
 * Which language its host speaks: that of the nearest `lang`, its own first, else the browser's. Redraws the host when
 * any of them changes, and when a language is registered or arrives.
 *
 * The library's controller watches the document and knows which hosts are connected. Its translations are not used: all
 * libraries on a page share them under bare names, and they know neither scripts nor languages that come later.
 */
export class Localization extends LocalizeController {
  #ancestors: MutationObserver | undefined;

  get language(): Language {
    return languageOf(this.lang());
  }

  override lang(): string {
    return nearestLang(this.host) ?? super.lang();
  }

  /** For what the host draws: the page's direction, unless its words ask for another. The host's own `dir` stands. */
  get drawnDir(): 'rtl' | undefined {
    if (!this.language.isRightToLeft || this.host.dir) return undefined;
    return getComputedStyle(this.host).direction === 'ltr' ? 'rtl' : undefined;
  }

  override hostConnected(): void {
    super.hostConnected();
    this.#ancestors ??= new MutationObserver(() => this.host.requestUpdate());
    for (const element of ancestors(this.host)) this.#ancestors.observe(element, WATCHED);
    this.host.requestUpdate(); // it may have another place
  }

  override hostDisconnected(): void {
    super.hostDisconnected();
    this.#ancestors?.disconnect();
  }
}

function nearestLang(host: Element): string | undefined {
  for (const { lang } of ancestors(host)) if (lang) return lang;
  return undefined;
}

/** Itself first, out of shadow trees too, as the document inherits its language. */
function* ancestors(host: Element): Generator<HTMLElement> {
  for (let node: Node | null = host; node; node = node instanceof ShadowRoot ? node.host : node.parentNode) {
    if (node instanceof HTMLElement) yield node;
  }
}
