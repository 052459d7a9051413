// Derives from a base proof a credential that shows the selected members, and those that must be shown.
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as vc from '@digitalbazaar/vc';
import {answer, loader, request} from './documents.mjs';
import {SUITES} from './suites.mjs';

const derived = await vc.derive({
  verifiableCredential: request.credential,
  suite: new DataIntegrityProof({cryptosuite: SUITES[request.cryptosuite ?? 'eddsa-rdfc-2022'].disclosing(request)}),
  documentLoader: loader
});
answer(derived);
