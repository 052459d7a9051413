// Issues the claims; those that the frame names are disclosed one by one.
import {answer, request} from './documents.mjs';
import {instance} from './sd_jwt.mjs';

const token = await instance(request).issue(request.claims, request.disclosureFrame, {header: request.header});
answer({token});
