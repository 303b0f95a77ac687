import type { Words } from './words.js';

/** Languages beside English. Each is a file of its own, loaded when an element first needs it. */
export const BUILT_IN: Readonly<Record<string, () => Promise<Words>>> = {
  ar: async () => (await import('./ar.js')).arabic,
  de: async () => (await import('./de.js')).german,
  es: async () => (await import('./es.js')).spanish,
  fr: async () => (await import('./fr.js')).french,
  ja: async () => (await import('./ja.js')).japanese,
  'zh-Hans': async () => (await import('./zh-cn.js')).simplifiedChinese,
};
