import {compactVerify, importJWK} from 'jose';
import {answer, request} from './documents.mjs';

try {
  const key = await importJWK(request.jwk, request.alg);
  const {payload, protectedHeader} = await compactVerify(request.token, key, {algorithms: [request.alg]});
  answer({verified: true, header: protectedHeader, payload: new TextDecoder().decode(payload)});
} catch (error) {
  answer({verified: false, error});
}
