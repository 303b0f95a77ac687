// The real worker, on a file system that stops answering.
import './halt.js';
import '/dist/worker.js';
