import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as vc from '@digitalbazaar/vc';
import {answer, loader, request} from './documents.mjs';
import {SUITES} from './suites.mjs';

const cryptosuite = SUITES[request.cryptosuite ?? 'eddsa-rdfc-2022'].verifying(request);
const result = await vc.verifyCredential({
  credential: request.credential,
  suite: new DataIntegrityProof({cryptosuite}),
  documentLoader: loader,
  // The status list is judged by a test of its own.
  checkStatus: async () => ({verified: true}),
  now: new Date(request.now)
});
answer({verified: result.verified, error: result.error ?? null});
