// The real worker, with its platform calls watched. The order of these imports is the order in which they run.
import './watch.js';
import '/dist/worker.js';
