// The real worker, on a machine whose clock is set meanwhile.
import './jump.js';
import '/dist/worker.js';
