import { work } from './download.worker.js';

work();
