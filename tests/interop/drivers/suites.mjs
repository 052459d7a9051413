// The cryptosuites of @digitalbazaar by their names: how each makes a key, signs, verifies and checks a base proof.
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import {cryptosuite as ecdsaRdfc} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import * as ecdsaSd from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as eddsaJcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {cryptosuite as eddsaRdfc} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';

export const SUITES = {
  'eddsa-rdfc-2022': {
    generate: () => Ed25519Multikey.generate(),
    from: key => Ed25519Multikey.from(key),
    signing: () => eddsaRdfc,
    verifying: () => eddsaRdfc
  },
  'eddsa-jcs-2022': {
    generate: () => Ed25519Multikey.generate(),
    from: key => Ed25519Multikey.from(key),
    signing: () => eddsaJcs.createSignCryptosuite(),
    verifying: () => eddsaJcs.createVerifyCryptosuite()
  },
  'ecdsa-rdfc-2019': {
    generate: request => EcdsaMultikey.generate({curve: request.curve}),
    from: key => EcdsaMultikey.from(key),
    signing: () => ecdsaRdfc,
    verifying: () => ecdsaRdfc
  },
  'ecdsa-sd-2023': {
    generate: () => EcdsaMultikey.generate({curve: 'P-256'}),
    from: key => EcdsaMultikey.from(key),
    signing: request => ecdsaSd.createSignCryptosuite({mandatoryPointers: request.mandatoryPointers}),
    disclosing: request => ecdsaSd.createDiscloseCryptosuite({selectivePointers: request.selectivePointers}),
    verifying: request => request.isBase ? ecdsaSd.createConfirmCryptosuite() : ecdsaSd.createVerifyCryptosuite()
  }
};
