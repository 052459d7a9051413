// @digitalcredentials/vc with its own cryptosuite.
import {DataIntegrityProof} from '@digitalcredentials/data-integrity';
import {cryptosuite} from '@digitalcredentials/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalcredentials/vc';
import {answer, loader, request} from './documents.mjs';

const result = await vc.verifyCredential({
  credential: request.credential,
  suite: new DataIntegrityProof({cryptosuite}),
  documentLoader: loader,
  checkStatus: async () => ({verified: true})
});
answer({verified: result.verified, error: result.error ?? null});
