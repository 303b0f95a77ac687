import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startProgram } from './program.js';

/** A certificate for 127.0.0.1 that nobody trusts who was not told of it. */
export interface Certificate {
  /** In PEM. */
  readonly file: string;
  readonly keyFile: string;
  /** Of the whole certificate, in hexadecimal with colons. */
  readonly sha256Fingerprint: string;
  /** Of its public key, in base64. */
  readonly publicKeySha256: string;
}

const SUBJECT = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];

/** Makes one with openssl. */
export async function makeCertificate(directory: string): Promise<Certificate> {
  const [file, keyFile] = [join(directory, 'certificate.pem'), join(directory, 'key.pem')];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
  const openssl = await startProgram('openssl', ['req', '-x509', ...key, '-out', file, '-days', '30', ...SUBJECT]);
  await openssl.exited;
  const certificate = new X509Certificate(await readFile(file));
  const publicKey = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return {
    file,
    keyFile,
    sha256Fingerprint: certificate.fingerprint256,
    publicKeySha256: createHash('sha256').update(publicKey).digest('base64'),
  };
}
