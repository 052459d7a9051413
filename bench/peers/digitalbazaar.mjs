// Times @digitalbazaar/vc on the same credential, contexts in memory; prints medians in microseconds.
import {readFileSync} from 'node:fs';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';

const request = JSON.parse(readFileSync(0, 'utf8'));
const multikey = request.did.slice('did:key:'.length);
const method = `${request.did}#${multikey}`;
const controller = {
  '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
  id: request.did,
  assertionMethod: [method],
  verificationMethod: [{id: method, type: 'Multikey', controller: request.did, publicKeyMultibase: multikey}]
};
const keyDocument = {'@context': 'https://w3id.org/security/multikey/v1', ...controller.verificationMethod[0]};

async function documentLoader(url) {
  const own = {[request.did]: controller, [method]: keyDocument};
  const document = own[url] ?? request.documents[url];
  if (!document) {
    throw new Error(`unknown: ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document};
}

async function median(call, rounds = 30) {
  for (let i = 0; i < 5; i++) {
    await call();
  }
  const times = [];
  for (let i = 0; i < rounds; i++) {
    const started = process.hrtime.bigint();
    await call();
    times.push(Number(process.hrtime.bigint() - started) / 1000);
  }
  return times.sort((a, b) => a - b)[rounds >> 1];
}

const key = await Ed25519Multikey.generate({controller: request.did});
key.id = method;
const now = new Date('2026-11-01T12:00:00Z');
const signing = new DataIntegrityProof({signer: key.signer(), cryptosuite, date: now});
const checking = new DataIntegrityProof({cryptosuite});
const issue = await median(() => vc.issue({
  credential: structuredClone(request.unsecured), suite: signing, documentLoader, now}));
const once = await vc.verifyCredential({
  credential: request.secured, suite: checking, documentLoader, checkStatus: async () => ({verified: true}), now});
if (!once.verified) {
  throw once.error;
}
const verify = await median(() => vc.verifyCredential({
  credential: structuredClone(request.secured), suite: checking, documentLoader,
  checkStatus: async () => ({verified: true}), now}));
process.stdout.write(JSON.stringify({issue, verify}));
