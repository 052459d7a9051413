// @sd-jwt/sd-jwt-vc with the keys of the request, as JWKs: the issuer's and the holder's.
import {createPublicKey, createPrivateKey, sign, verify} from 'node:crypto';
import {digest, generateSalt} from '@sd-jwt/crypto-nodejs';
import {SDJwtVcInstance} from '@sd-jwt/sd-jwt-vc';

const HASHES = {EdDSA: null, ES256: 'sha256'};

function signer(jwk, alg) {
  const key = createPrivateKey({key: jwk, format: 'jwk'});
  return data => sign(HASHES[alg], Buffer.from(data), {key, dsaEncoding: 'ieee-p1363'}).toString('base64url');
}

function verifier(jwk, alg) {
  const key = createPublicKey({key: jwk, format: 'jwk'});
  return (data, signature) => verify(
    HASHES[alg], Buffer.from(data), {key, dsaEncoding: 'ieee-p1363'}, Buffer.from(signature, 'base64url'));
}

export function instance({alg, issuerKey, holderKey}) {
  return new SDJwtVcInstance({
    hasher: digest,
    hashAlg: 'sha-256',
    saltGenerator: generateSalt,
    signAlg: alg,
    signer: issuerKey?.d && signer(issuerKey, alg),
    verifier: issuerKey && verifier(issuerKey, alg),
    kbSignAlg: alg,
    kbSigner: holderKey?.d && signer(holderKey, alg),
    kbVerifier: holderKey && verifier(holderKey, alg)
  });
}
