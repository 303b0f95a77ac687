// The real worker, on a machine whose clock is set meanwhile: `?by=3600000&afterMs=2000`.
const parameters = new URL(self.location.href).searchParams;
const { now } = Date;
const setAtMs = performance.now() + Number(parameters.get('afterMs'));
Date.now = () => now() + (performance.now() < setAtMs ? 0 : Number(parameters.get('by')));
await import('/dist/worker.js');
