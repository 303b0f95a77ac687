import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, withHeaders } from './answer.js';
import type { DeliveryFaults, Fault } from './fault.js';
import { applyAnswerFaults, applyRequestFaults } from './fault-effects.js';
import { createFaultSelection, type RequestFacts } from './fault-selection.js';
import { answerFile } from './file-answer.js';
import type { LoggedRequest } from './log.js';
import { type Representation, representationOf, type ServedFile } from './representation.js';
import { send } from './send.js';
import { parseRange } from './wire-range.js';

/** A file as served at one path: what is known of it, and the state of its faults. */
export interface FileResource {
  readonly file: ServedFile;
  readonly representation: Representation;
  readonly faultsOf: (request: RequestFacts) => Fault;
}

export function createFileResource(file: ServedFile): FileResource {
  return { file, representation: representationOf(file), faultsOf: createFaultSelection(file.faults ?? []) };
}

/** Answers one request, which may come from any server that speaks Node's `http`. */
export async function exchangeFile(
  request: IncomingMessage,
  response: ServerResponse,
  resource: FileResource,
  entry: LoggedRequest,
): Promise<void> {
  const range = parseRange(request.headers.range, resource.representation.size);
  entry.range = range === 'unsatisfiable' ? undefined : range;
  const faults = resource.faultsOf({ ...entry, size: resource.representation.size });
  await send(response, faultyAnswer(request, resource, faults), delivery(resource.file, faults), entry);
}

function faultyAnswer(request: IncomingMessage, { file, representation }: FileResource, faults: Fault): Answer {
  const question = { method: request.method ?? 'GET', headers: request.headers };
  const understood = applyRequestFaults({ question, representation }, faults);
  const honest = answerFile(understood.question, understood.representation, file);
  const styled = { ...honest, headers: withHeaders(honest.headers, file.headers ?? {}) };
  return applyAnswerFaults(styled, understood.representation, faults);
}

function delivery(file: ServedFile, faults: Fault): DeliveryFaults {
  return {
    ...faults,
    delayMs: (file.latencyMs ?? 0) + (faults.delayMs ?? 0),
    bytesPerSecond: faults.bytesPerSecond ?? file.bytesPerSecond ?? 0,
  };
}
