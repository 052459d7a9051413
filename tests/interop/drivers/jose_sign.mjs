// Signs a payload as it stands, with a fresh key that the header carries.
import {CompactSign, exportJWK, generateKeyPair} from 'jose';
import {answer, request} from './documents.mjs';

const {publicKey, privateKey} = await generateKeyPair(request.alg, {extractable: true});
const jwk = await exportJWK(publicKey);
const header = {alg: request.alg, jwk, ...request.header};
const token = await new CompactSign(new TextEncoder().encode(request.payload))
  .setProtectedHeader(header)
  .sign(privateKey);
answer({token, jwk});
