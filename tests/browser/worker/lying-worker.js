// The real worker, on a disk whose counts are not to be trusted.
import './lie.js';
import '/dist/worker.js';
