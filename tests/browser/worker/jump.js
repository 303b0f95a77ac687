// Sets the clock of a worker whose URL ends in `?by=3600000&afterMs=2000`.
const parameters = new URL(self.location.href).searchParams;
const { now } = Date;
const setAtMs = performance.now() + Number(parameters.get('afterMs'));
Date.now = () => now() + (performance.now() < setAtMs ? 0 : Number(parameters.get('by')));
