// The real worker, in a window that refuses files.
import './refuse-files.js';
import '/dist/worker.js';
