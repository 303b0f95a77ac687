import 'resumable-download/elements';

// The test names the file, and what it must be.
const element = document.createElement('resumable-download');
for (const [name, value] of new URLSearchParams(location.search)) element.setAttribute(name, value);
document.body.append(element);
