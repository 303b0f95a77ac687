import { test } from '../browser/fixtures.js';
import { compete } from './compete.js';
import { given, givenScenarios } from './given.js';
import { programOf } from './program.js';
import { toAnnotation } from './result-annotation.js';

for (const scenario of givenScenarios()) {
  test(scenario.title, async ({ server, browserName, playwright, launchOptions }, { annotations }) => {
    const { rounds, storage, showsThreads } = given;
    const program = programOf({ browserName, playwright, launchOptions });
    const note = (what: string) => void process.stdout.write(`  ${browserName}, ${scenario.name}, ${what}\n`);
    for (const fileBytes of scenario.fileBytes) {
      const results = await compete(scenario, fileBytes, {
        program,
        pages: server,
        storage,
        rounds,
        showsThreads,
        note,
      });
      annotations.push(toAnnotation(results));
    }
  });
}
