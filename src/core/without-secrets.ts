// A scheme; credentials; what may be told; a query or fragment.
const URLS = /\b([a-z][a-z\d+.-]*:\/\/)(?:[^\s/?#"]*@)?([^\s?#"]*)([?#][^\s"]*)?/gi;

/** Any text, with all URLs in it cut down to what is no secret. */
export function withoutSecrets(text: string): string {
  return text.replace(URLS, (_, scheme: string, rest: string, secret?: string) => scheme + rest + (secret ? '?…' : ''));
}
