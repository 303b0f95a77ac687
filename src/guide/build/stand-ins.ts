/** Any other name of this machine is another origin, and browsers know all that end like this. */
const ELSEWHERE = 'files.localhost';

/** What the code of the guide speaks of, and what plays it here, by this server's port. */
const STAND_INS: Readonly<Record<string, (port: number) => string>> = {
  'src="https://files.example/': (port) => `src="http://${ELSEWHERE}:${port}/files/`,
  'https://your.host/resumable-download.js': () => '/src/elements.ts',
  'src="/widget.html"': () => 'src="/src/guide/gotchas/sandbox/widget.html"',
};

/** An example with what can be reached from here in the place of hosts that are only spoken of. */
export function withStandIns(markup: string, port: number): string {
  return Object.entries(STAND_INS).reduce((text, [name, stand]) => text.replaceAll(name, stand(port)), markup);
}
