import {answer, request} from './documents.mjs';
import {instance} from './sd_jwt.mjs';

try {
  const read = await instance(request).verify(request.token, {
    currentDate: request.now && Date.parse(request.now) / 1000,
    keyBindingNonce: request.nonce
  });
  answer({verified: true, payload: read.payload, binding: read.kb?.payload ?? null});
} catch (error) {
  answer({verified: false, error});
}
